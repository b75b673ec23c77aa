package io.doorway.session.provider.client;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.SdkParser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client that a request names which is refused before it is authenticated. Nothing of it is verified: it decides only for which client the
 * refusal is recorded.
 */
final class ClaimedClient {
    /** In a body of JSON, which is a usual mistake. */
    private static final Pattern JSON = Pattern.compile("\"client_id\"\\s*:\\s*\"([^\"]{1,100})\"");

    private static final Pattern BASIC = Pattern.compile("(?i)basic +([A-Za-z0-9+/=]+) *");

    private ClaimedClient() {}

    /**
     * The client, from the header before the parameters; empty if they name none, or several.
     *
     * @param authorization the header of the request, or null
     * @param parameters its query or body, which may be of any type, or null
     */
    static Optional<ClientId> of(@Nullable String authorization, @Nullable String parameters) {
        return basic(authorization)
                .or(() -> Optional.ofNullable(parameters).flatMap(ClaimedClient::parameter))
                .flatMap(ClientId::parse);
    }

    private static Optional<String> basic(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SdkParser.parse(() -> ClientSecretBasic.parse(authorization))
                    .getClientID()
                    .getValue());
        } catch (ParseException notBasic) {
            return withoutDecoding(authorization).map(List::getFirst);
        }
    }

    /**
     * The secret of a Basic header as it was sent, without form decoding; empty if there is none.
     *
     * @param authorization the header of the request, or null
     */
    static Optional<String> secretWithoutDecoding(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .flatMap(ClaimedClient::withoutDecoding)
                .map(List::getLast);
    }

    /** RFC 7617 section 2: user id and password, as a library sends them that does not form-encode them (RFC 6749 section 2.3.1). */
    private static Optional<List<String>> withoutDecoding(String authorization) {
        Matcher header = BASIC.matcher(authorization);
        if (!header.matches()) {
            return Optional.empty();
        }
        try {
            String credentials = new String(Base64.getDecoder().decode(header.group(1)), StandardCharsets.UTF_8);
            int end = credentials.indexOf(':');
            return end < 0
                    ? Optional.empty()
                    : Optional.of(List.of(credentials.substring(0, end), credentials.substring(end + 1)));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<String> parameter(String parameters) {
        if (parameters.stripLeading().startsWith("{")) {
            Matcher member = JSON.matcher(parameters);
            return member.find() ? Optional.of(member.group(1)) : Optional.empty();
        }
        RequestParameters form = RequestParameters.parse(parameters);
        List<String> named = form.all().getOrDefault("client_id", List.of()).stream()
                .distinct()
                .toList();
        return named.isEmpty()
                ? form.single("client_assertion").flatMap(ClaimedClient::subject)
                : Optional.of(named.getFirst()).filter(first -> named.size() == 1);
    }

    /** RFC 7523 section 3: {@code sub} is the client. */
    private static Optional<String> subject(String assertion) {
        try {
            return Optional.ofNullable(JWTParser.parse(assertion).getJWTClaimsSet())
                    .map(claims -> claims.getSubject());
        } catch (java.text.ParseException | RuntimeException noAssertion) {
            return Optional.empty();
        }
    }
}
