package io.doorway.web.limit;

import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.web.refusal.Actor;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/** The client that a request names by HTTP Basic authentication (RFC 7617). Nothing of it is verified. */
public final class NamedClient {

    private static final String BASIC = "Basic ";

    private NamedClient() {}

    /** The source as that client, or as it is if the request names none. */
    public static Actor of(HttpServerRequest request, Actor source) {
        return user(request).map(source::asking).orElse(source);
    }

    private static Optional<ClientId> user(HttpServerRequest request) {
        String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            return ClientId.parse(pair.substring(0, Math.max(0, pair.indexOf(':'))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
