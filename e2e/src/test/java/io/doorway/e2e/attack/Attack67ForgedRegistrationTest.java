package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 67,
        name =
                "Forged registration: a client is registered, read, changed or removed by somebody else, or registers more"
                        + " than a request may",
        control =
                "An initial access token with the role `registration`; a token for each client, with one answer for a wrong"
                        + " token and an unknown client; the rules of the operator's files, without the operator's properties and without"
                        + " addresses of others that Doorway would call",
        where = "session-service `RegistrationResource`, `ClientConfigurationResource`, `SentMetadata`, `ClientRules`")
class Attack67ForgedRegistrationTest {

    private static final String VALID =
            "{\"redirect_uris\": [\"http://localhost:9/forged\"], \"client_name\": \"Forged\"}";

    @ParameterizedTest
    @MethodSource
    void aRequestWithoutTheRole(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRequestWithoutTheRole() {
        Stream<Named<AttackCase>> none = Stream.of("", "Bearer ", "Bearer not.a.token", "Basic b3BlcmF0b3I6eA==")
                .map(authorization -> AttackCase.of(
                                "authorization '" + authorization + "'", () -> registered(authorization, VALID))
                        .refused(401, "unauthenticated")
                        .named());
        Stream<Named<AttackCase>> roles = Stream.of("enrolment", "security")
                .map(role -> AttackCase.of("role " + role, () -> registered(operator(role), VALID))
                        .refused(403, "forbidden")
                        .named());
        return Stream.concat(none, roles);
    }

    @ParameterizedTest
    @MethodSource
    void aRegistrationThatARequestMayNotHave(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRegistrationThatARequestMayNotHave() {
        Stream<Named<AttackCase>> addresses = Stream.of(
                        "http://bank.example/back",
                        "https://bank.example/back#fragment",
                        "https://user@bank.example/back",
                        "javascript:alert(1)",
                        "data:text/html,x",
                        "/back",
                        "https://bank.example/back?code=1",
                        "https://*.bank.example/back")
                .map(uri -> AttackCase.of(
                                "redirect URI " + uri, () -> registered("{\"redirect_uris\": [\"" + uri + "\"]}"))
                        .refused(400, "invalid_redirect_uri")
                        .named());
        Stream<Named<AttackCase>> members = Stream.of(
                        "\"doorway\": {\"check\": \"never\"}",
                        "\"token_endpoint_auth_method\": \"private_key_jwt\", \"jwks_uri\": \"https://10.0.0.1/keys\"",
                        "\"token_endpoint_auth_method\": \"private_key_jwt\", \"jwks_uri\": \"https://bank.example/keys\"",
                        "\"sector_identifier_uri\": \"https://forged.example/sector\"",
                        "\"backchannel_logout_uri\": \"http://169.254.169.254/latest\"",
                        "\"client_name\": \"Doorw\\u0430y\"",
                        "\"client_name\": \"Plain Sh0p\"",
                        "\"grant_types\": [\"implicit\"]",
                        "\"grant_types\": [\"client_credentials\"]",
                        "\"response_types\": [\"token\"]",
                        "\"scope\": \"openid admin\"",
                        "\"token_endpoint_auth_method\": \"tls_client_auth\"",
                        "\"userinfo_signed_response_alg\": \"none\"")
                .map(member -> AttackCase.of(
                                member,
                                () -> registered(
                                        "{\"redirect_uris\": [\"https://forged.example/back\"], " + member + "}"))
                        .refused(400, "invalid_client_metadata")
                        .named());
        return Stream.concat(addresses, members);
    }

    @ParameterizedTest
    @MethodSource
    void theRegistrationOfAnotherClient(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> theRegistrationOfAnotherClient() {
        Registered victim = Registered.of("http://localhost:9/victim");
        Registered thief = Registered.of("http://localhost:9/thief");
        Map<String, String> tokens = Map.of(
                "without a token", "",
                "with the token of another client", "Bearer " + thief.token,
                "with its secret", "Bearer " + victim.secret,
                "with an operator's token", operator("registration"),
                "with a token cut off", "Bearer " + victim.token.substring(1));
        return tokens.entrySet().stream()
                .flatMap(sent -> Stream.of("GET", "PUT", "DELETE")
                        .map(method -> AttackCase.of(
                                        method + " " + sent.getKey(),
                                        () -> ObservedResponse.of(IssuerHttp.send(
                                                method, victim.path, authorization(sent.getValue()), VALID)))
                                .refused(401, "invalid_token")
                                .leavingUnchanged(victim::status, "200")
                                .named()));
    }

    @Test
    void aGenuineRegistrationIsReadAndRemovedByItsOwnToken() {
        Registered client = Registered.of("http://localhost:9/genuine");

        assertThat(client.status()).isEqualTo("200");
        assertThat(IssuerHttp.send("DELETE", client.path, authorization("Bearer " + client.token), "")
                        .status())
                .isEqualTo(204);
        assertThat(client.status()).isEqualTo("401");
    }

    /** A client that was registered by a request. */
    private record Registered(String path, String token, String secret) {

        static Registered of(String redirectUri) {
            BrowserResponse response =
                    register(operator("registration"), "{\"redirect_uris\": [\"" + redirectUri + "\"]}");
            assertThat(response.status()).as(response.body()).isEqualTo(201);
            return new Registered(
                    URI.create(IssuerHttp.member(response, "registration_client_uri"))
                            .getPath(),
                    IssuerHttp.member(response, "registration_access_token"),
                    IssuerHttp.member(response, "client_secret"));
        }

        String status() {
            return Integer.toString(IssuerHttp.send("GET", path, authorization("Bearer " + token), "")
                    .status());
        }
    }

    private static ObservedResponse registered(String metadata) {
        return registered(operator("registration"), metadata);
    }

    private static ObservedResponse registered(String authorization, String metadata) {
        return ObservedResponse.of(register(authorization, metadata));
    }

    private static BrowserResponse register(String authorization, String metadata) {
        return IssuerHttp.send("POST", "/oauth2/register", authorization(authorization), metadata);
    }

    private static Map<String, String> authorization(String value) {
        return value.isEmpty() ? Map.of() : Map.of("Authorization", value);
    }

    private static String operator(String role) {
        return "Bearer " + TestPlatform.platform().operatorToken(role);
    }
}
