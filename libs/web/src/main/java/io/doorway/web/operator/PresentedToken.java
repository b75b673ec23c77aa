package io.doorway.web.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Actor.OperatorToken;
import io.doorway.web.request.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The token of a request, and who presents it.
 *
 * @param compact the token as it was sent, possibly empty
 */
record PresentedToken(String compact, Actor actor) {

    private static final String SCHEME = "Bearer ";

    static PresentedToken of(HttpServerRequest request) {
        Actor source = Actor.at(ClientAddress.of(request));
        String header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new PresentedToken("", source);
        }
        String compact = header.substring(SCHEME.length()).strip();
        return new PresentedToken(compact, source.presenting(OperatorToken.presented(compact)));
    }

    /** The same token, whose signature is valid: it names its subject and its id, if they are names. */
    PresentedToken signed() {
        JsonNode claims = DecodedToken.of(compact).claims();
        OperatorToken token = OperatorToken.presented(compact).signed(name(claims, "sub"), name(claims, "jti"));
        return new PresentedToken(compact, actor.presenting(token));
    }

    private static @Nullable String name(JsonNode claims, String claim) {
        JsonNode value = claims.path(claim);
        return OperatorTokenChecks.isName(value) ? value.textValue() : null;
    }
}
