package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.operator.OperatorTokens;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 59,
        name =
                "Stolen administration: a token that is not an operator's, an invitation used again, a change that nobody sees",
        control =
                "Operators' tokens have a type, an issuer, an audience, a name, an id and at most an hour; invitations are "
                        + "single-use, named and revocable; each change has one event with its actor",
        where = "libs/web `CheckOperatorToken`, `OperatorTokenChecks`; approval-service `AdminResource`, `PutAccount`, "
                + "`Accounts`, `InviteDevice`, `ManageInvitations`")
class Attack59OperatorTokensTest {

    private static final String UNKNOWN = TestPlatform.UNKNOWN_ID;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static TestPlatform.Person person;
    private static String idToken;
    private static String accessToken;
    private static String phoneMessage;

    /** A call of an operator, and the role that it requires. */
    private record OperatorCall(String role, String method, String path, String body) {

        static OperatorCall administration(String method, String path, String body) {
            return new OperatorCall("enrolment", method, path, body);
        }

        BrowserResponse with(String authorization) {
            Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
            if (!authorization.isEmpty()) {
                headers.put("Authorization", authorization);
            }
            return IssuerHttp.send(method, path, headers, body);
        }
    }

    /** A value of the Authorization header that must not be accepted for a role. */
    private record WrongToken(String name, int status, String error, AuthorizationFor authorization) {}

    private interface AuthorizationFor {
        String role(String role);
    }

    @BeforeAll
    static void logIn() {
        person = TestPlatform.person("Victim");
        HeadlessPhone phone = person.headlessPhone();
        phoneMessage = phone.signedMessage("doorway-device+jwt", Map.of("nonce", UNKNOWN));
        Shop.Login login = Victim.at("approved").login();
        BrowserResponse tokens = login.redeem(login.code());
        idToken = IssuerHttp.member(tokens, "id_token");
        accessToken = IssuerHttp.member(tokens, "access_token");
    }

    private static Stream<OperatorCall> calls() {
        String account = person.account();
        return Stream.of(
                OperatorCall.administration(
                        "POST",
                        "/admin/accounts",
                        "{\"account\":\"" + account + "\",\"claims\":{\"name\":\"Mallory\"}}"),
                OperatorCall.administration("POST", "/admin/accounts/" + account + "/suspend", ""),
                OperatorCall.administration("POST", "/admin/accounts/" + account + "/resume", ""),
                OperatorCall.administration("POST", "/admin/enrolments", "{\"account\":\"" + account + "\"}"),
                OperatorCall.administration("GET", "/admin/accounts/" + account + "/enrolments", ""),
                OperatorCall.administration("DELETE", "/admin/enrolments/" + UNKNOWN, ""),
                OperatorCall.administration("GET", "/admin/accounts/" + account + "/devices", ""),
                OperatorCall.administration("DELETE", "/admin/accounts/" + account + "/devices/" + UNKNOWN, ""),
                new OperatorCall("security", "GET", "/audit/events", ""),
                new OperatorCall("security", "GET", "/audit/events/" + UNKNOWN, ""),
                new OperatorCall("security", "GET", "/audit/stream", ""));
    }

    private static Stream<WrongToken> wrongTokens() {
        return Stream.of(
                unauthenticated("no token", role -> ""),
                unauthenticated("an empty token", role -> "Bearer "),
                unauthenticated("no JWT", role -> "Bearer not.a.jwt"),
                unauthenticated("another scheme", role -> "Basic " + base64("operator:operator")),
                unauthenticated(
                        "a key of the attacker", role -> bearer(stranger().token(role))),
                unauthenticated("no signature", role -> bearer(unsigned(role))),
                unauthenticated("a signature cut off", role -> bearer(withoutSignature(tokens().token(role)))),
                unauthenticated("other claims under an old signature", role -> bearer(spliced(role))),
                unauthenticated("an access token", role -> bearer(accessToken)),
                unauthenticated("an ID token", role -> bearer(idToken)),
                unauthenticated("a phone's message", role -> bearer(phoneMessage)),
                unauthenticatedAfter("expired", claims -> {
                    claims.put("iat", now() - 7000);
                    claims.put("exp", now() - 3500);
                }),
                refused("the type JWT", role -> bearer(tokens().sign("JWT", tokens().claims(role)))),
                refused("the type of an access token", role -> bearer(tokens().sign("at+jwt", tokens().claims(role)))),
                refused(
                        "the type of a phone's message",
                        role -> bearer(tokens().sign("doorway-device+jwt", tokens().claims(role)))),
                refused(
                        "the type in other letters",
                        role -> bearer(tokens().sign("Doorway-Operator+JWT", tokens().claims(role)))),
                changed("the issuer of ID tokens", claims -> claims.put("iss", issuer())),
                changed("another issuer", claims -> claims.put("iss", "https://evil.example/operators")),
                changed("no issuer", claims -> claims.remove("iss")),
                changed("the audience of a website", claims -> claims.put("aud", "demo-bank")),
                changed("several other audiences", claims -> claims.put("aud", List.of("demo-bank", "x"))),
                changed("no audience", claims -> claims.remove("aud")),
                changed("an empty operator", claims -> claims.put("sub", "")),
                changed("an operator with a line break", claims -> claims.put("sub", "a\nb")),
                changed("no id", claims -> claims.remove("jti")),
                changed("an empty id", claims -> claims.put("jti", " ")),
                changed("an id of 300 characters", claims -> claims.put("jti", "x".repeat(300))),
                changed("a life of an hour and a second", claims -> claims.put("exp", now() + 3602)),
                changed("a life of a year", claims -> claims.put("exp", now() + 31_536_000)),
                changed("issued in the future", claims -> {
                    claims.put("iat", now() + 600);
                    claims.put("exp", now() + 3600);
                }),
                withoutRole("another role", claims -> claims.put("groups", List.of("auditor"))),
                withoutRole("the role of the other service", Attack59OperatorTokensTest::swapRole),
                withoutRole("the role as a part of another", claims -> claims.put("groups", List.of("enrolments"))),
                withoutRole("no roles", claims -> claims.put("groups", List.of())));
    }

    @ParameterizedTest
    @MethodSource
    void aTokenThatIsNotAnOperators(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTokenThatIsNotAnOperators() {
        return calls().flatMap(call -> wrongTokens()
                .map(token -> AttackCase.asserting(
                                token.name(),
                                () -> assertRefused(
                                        call.with(token.authorization().role(call.role())), token))
                        .named(call.method() + " " + call.path())));
    }

    private static void assertRefused(BrowserResponse response, WrongToken token) {
        ObservedResponse answer = ObservedResponse.of(response);
        assertThat(answer.status() + " " + answer.error())
                .as("%s: %s", token.name(), response.body())
                .isEqualTo(token.status() + " " + token.error());
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(response.body()).doesNotContain("\"events\"", "enrolment_code", "\"devices\"", person.name());
    }

    @ParameterizedTest
    @MethodSource
    void anInvitationOutOfPlace(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anInvitationOutOfPlace() {
        return Stream.of(
                        AttackCase.of("used by a second phone", () -> {
                                    String code =
                                            invite().path("enrolment_code").asText();
                                    enrol(code);
                                    return ProtocolCalls.enrol(person.headlessPhone(), code);
                                })
                                .refused(403, "wrong-enrolment-code"),
                        AttackCase.of("revoked", () -> {
                                    JsonNode invitation = invite();
                                    revoke(invitation.path("id").asText());
                                    return ProtocolCalls.enrol(
                                            person.headlessPhone(),
                                            invitation.path("enrolment_code").asText());
                                })
                                .refused(403, "wrong-enrolment-code"),
                        AttackCase.of(
                                        "its id instead of its code",
                                        () -> ProtocolCalls.enrol(
                                                person.headlessPhone(),
                                                invite().path("id").asText()))
                                .refused(403, "wrong-enrolment-code"),
                        AttackCase.of("revoking what was used", () -> {
                                    JsonNode invitation = invite();
                                    enrol(invitation.path("enrolment_code").asText());
                                    return revoke(invitation.path("id").asText());
                                })
                                .refused(409, "invitation-used"),
                        revokingAnId("unknown", UNKNOWN),
                        revokingAnId("a code", "0123456789ABCDEFGHJK"),
                        revokingAnId("the beginning of a code", "012345"),
                        revokingAnId("a wildcard", "%25"),
                        AttackCase.of("revoking a NUL", () -> revoke("AAAAAAAAAAAAAAAAAAAAA%00"))
                                .refused(400, "invalid-request"),
                        revokingAnId("a quote", "'%20or%20true--"),
                        revokingAnId("too long", "A".repeat(200)))
                .map(AttackCase::named);
    }

    private static AttackCase revokingAnId(String name, String id) {
        return AttackCase.of("revoking " + name, () -> revoke(id)).refused(404, "invitation-not-found");
    }

    @ParameterizedTest
    @MethodSource
    void aChangeThatNobodySees(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Each call is made twice: the change has one event with its actor, the repetition has none. */
    static Stream<Named<AttackCase>> aChangeThatNobodySees() {
        Map<String, Consumer<Administration>> changes = new LinkedHashMap<>();
        changes.put("AccountCreated", Administration::create);
        changes.put("AccountClaimsReplaced", Administration::replaceClaims);
        changes.put("AccountSuspended", admin -> admin.post("/suspend"));
        changes.put("AccountResumed", admin -> admin.post("/resume"));
        changes.put("InvitationRevoked", Administration::revokeInvitation);
        changes.put("DeviceRevoked", Administration::revokeDevice);
        return changes.entrySet().stream()
                .map(change -> AttackCase.asserting(change.getKey(), () -> {
                            Administration admin = new Administration();
                            admin.prepare(change.getKey());
                            change.getValue().accept(admin);
                            change.getValue().accept(admin);
                            assertThat(admin.awaitEvents(change.getKey()))
                                    .singleElement()
                                    .satisfies(event -> {
                                        assertThat(event.at("/actor/user/uid").asText())
                                                .isEqualTo(admin.operator);
                                        assertThat(event.at("/actor/session/uid")
                                                        .asText())
                                                .isEqualTo(admin.token);
                                        assertThat(event.toString()).doesNotContain("mallory@example.org");
                                    });
                        })
                        .named());
    }

    /** An operator of the attacker's, with an account of its own. */
    private static final class Administration {
        private final String operator = "mallory-" + UUID.randomUUID();
        private final String token = UUID.randomUUID().toString();
        private final String account = "account-" + UUID.randomUUID();
        private String invitation = "";
        private String device = "";

        void prepare(String change) {
            if (change.equals("AccountCreated")) {
                return;
            }
            create();
            switch (change) {
                case "AccountResumed" -> post("/suspend");
                case "InvitationRevoked" ->
                    invitation = IssuerHttp.member(
                            send("POST", "/admin/enrolments", "{\"account\":\"" + account + "\"}"), "id");
                case "DeviceRevoked" ->
                    device = HeadlessPhone.enrol(
                                    TestPlatform.operator("enrolment").createEnrolmentLink(account), "phone")
                            .identity()
                            .credentialId();
                default -> {}
            }
        }

        void create() {
            put("{\"email\":\"ada@example.org\"}");
        }

        void replaceClaims() {
            put("{\"email\":\"mallory@example.org\"}");
        }

        void post(String action) {
            send("POST", "/admin/accounts/" + account + action, "").requireSuccess();
        }

        void revokeInvitation() {
            send("DELETE", "/admin/enrolments/" + invitation, "").requireSuccess();
        }

        void revokeDevice() {
            send("DELETE", "/admin/accounts/" + account + "/devices/" + device, "")
                    .requireSuccess();
        }

        private void put(String claims) {
            send("POST", "/admin/accounts", "{\"account\":\"" + account + "\",\"claims\":" + claims + "}")
                    .requireSuccess();
        }

        private BrowserResponse send(String method, String path, String body) {
            Map<String, Object> claims = tokens().claims("enrolment");
            claims.put("sub", operator);
            claims.put("jti", token);
            return new OperatorCall("enrolment", method, path, body)
                    .with(bearer(tokens().sign(OperatorTokens.TYPE, claims)));
        }

        /** The recorded events of a type, after a later change of the same account was recorded. */
        List<JsonNode> awaitEvents(String type) {
            String later = type.equals("AccountSuspended") ? "AccountResumed" : "AccountSuspended";
            post(type.equals("AccountSuspended") ? "/resume" : "/suspend");
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .until(() -> !events(later).isEmpty() && !events(type).isEmpty());
            return events(type);
        }

        private List<JsonNode> events(String type) {
            JsonNode events = TestPlatform.operator("security")
                    .get("/audit/events?limit=200&type=" + type + "&account=" + account)
                    .get("events");
            return StreamSupport.stream(events.spliterator(), false).toList();
        }
    }

    @Test
    void anOperatorWithEachRoleIsAllowed() {
        assertThat(calls().filter(call ->
                                call.method().equals("GET") && !call.path().endsWith("stream"))
                        .map(call ->
                                call.with(bearer(tokens().token(call.role()))).status()))
                .containsOnly(200, 404);
    }

    private static WrongToken unauthenticated(String name, AuthorizationFor authorization) {
        return new WrongToken(name, 401, "unauthenticated", authorization);
    }

    private static WrongToken unauthenticatedAfter(String name, Consumer<Map<String, Object>> change) {
        return unauthenticated(name, role -> bearer(signed(role, change)));
    }

    private static WrongToken refused(String name, AuthorizationFor authorization) {
        return new WrongToken(name, 401, "invalid-operator-token", authorization);
    }

    private static WrongToken changed(String name, Consumer<Map<String, Object>> change) {
        return refused(name, role -> bearer(signed(role, change)));
    }

    private static WrongToken withoutRole(String name, Consumer<Map<String, Object>> change) {
        return new WrongToken(name, 403, "forbidden", role -> bearer(signed(role, change)));
    }

    private static String signed(String role, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = tokens().claims(role);
        change.accept(claims);
        return tokens().sign(OperatorTokens.TYPE, claims);
    }

    private static void swapRole(Map<String, Object> claims) {
        claims.put("groups", List.of(claims.get("groups").equals(List.of("security")) ? "enrolment" : "security"));
    }

    private static OperatorTokens tokens() {
        return TestPlatform.platform().descriptor().operatorTokens();
    }

    private static OperatorTokens stranger() {
        try {
            RSAKey key =
                    new RSAKeyGenerator(2048).keyID(tokens().key().getKeyID()).generate();
            return new OperatorTokens(issuer(), key);
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(String role) {
        String header = "{\"alg\":\"none\",\"typ\":\"" + OperatorTokens.TYPE + "\"}";
        return base64(header) + "." + tokens().token(role).split("\\.")[1] + ".";
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static String spliced(String role) {
        String[] one = tokens().token(role).split("\\.");
        String[] other = signed(role, claims -> claims.put("sub", "root")).split("\\.");
        return one[0] + "." + other[1] + "." + one[2];
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String issuer() {
        return TestPlatform.issuer().toString();
    }

    private static JsonNode invite() {
        TestPlatform.Person invited = TestPlatform.person("Invited");
        return TestPlatform.operator("enrolment").invite(invited.account(), "new phone, ticket 4711");
    }

    private static void enrol(String code) {
        HeadlessPhone.enrol(TestPlatform.issuer() + "/app/enrol#" + code, "phone");
    }

    private static ObservedResponse revoke(String id) {
        return ObservedResponse.of(new OperatorCall("enrolment", "DELETE", "/admin/enrolments/" + id, "")
                .with(bearer(tokens().token("enrolment"))));
    }
}
