package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
                        + "single-use, named and revocable; each change has one event with its actor, and each refused call one with its reason",
        where =
                "libs/web `CheckOperatorToken`, `OperatorTokenChecks`, `OperatorProblems`; approval-service `AdminResource`, `PutAccount`, "
                        + "`Accounts`, `InviteDevice`, `ManageInvitations`")
class Attack59OperatorTokensTest {

    private static final String UNKNOWN = TestPlatform.UNKNOWN_ID;

    private static TestPlatform.Person person;
    private static String idToken;
    private static String accessToken;
    private static String phoneMessage;

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
                OperatorCall.administration("DELETE", "/admin/accounts/" + account + "/sessions", ""),
                OperatorCall.administration("POST", "/admin/enrolments", "{\"account\":\"" + account + "\"}"),
                OperatorCall.administration("GET", "/admin/accounts/" + account + "/enrolments", ""),
                OperatorCall.administration("DELETE", "/admin/enrolments/" + UNKNOWN, ""),
                OperatorCall.administration("GET", "/admin/accounts/" + account + "/devices", ""),
                OperatorCall.administration("DELETE", "/admin/accounts/" + account + "/devices/" + UNKNOWN, ""),
                new OperatorCall("security", "GET", "/audit/events", ""),
                new OperatorCall("security", "GET", "/audit/events/" + UNKNOWN, ""),
                new OperatorCall("security", "GET", "/audit/stream", ""));
    }

    @ParameterizedTest
    @MethodSource
    void aTokenThatIsNotAnOperators(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTokenThatIsNotAnOperators() {
        return calls().flatMap(call -> WrongOperatorToken.all(idToken, accessToken, phoneMessage)
                .map(token -> AttackCase.asserting(
                                token.name(),
                                () -> assertRefused(
                                        call.with(token.authorization().role(call.role())), token))
                        .named(call.method() + " " + call.path())));
    }

    private static void assertRefused(BrowserResponse response, WrongOperatorToken token) {
        ObservedResponse answer = ObservedResponse.of(response);
        assertThat(answer.status() + " " + answer.error())
                .as("%s: %s", token.name(), response.body())
                .isEqualTo(token.status() + " " + token.error());
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(response.body()).doesNotContain("\"events\"", "enrolment_code", "\"devices\"", person.name());
    }

    @ParameterizedTest
    @MethodSource
    void aRefusalThatNobodySees(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** What a token says is recorded only if its signature is valid. */
    static Stream<Named<AttackCase>> aRefusalThatNobodySees() {
        Map<String, String> reasons = Map.of(
                "unauthenticated", "WRONG_TOKEN", "invalid-operator-token", "WRONG_TOKEN", "forbidden", "WRONG_ROLE");
        return WrongOperatorToken.all(idToken, accessToken, phoneMessage)
                .filter(token -> Set.of(
                                "a key of the attacker",
                                "an ID token",
                                "the audience of a website",
                                "the role of the other service")
                        .contains(token.name()))
                .flatMap(token -> calls().filter(call ->
                                call.method().equals("GET") && !call.path().contains(UNKNOWN))
                        .map(call -> AttackCase.asserting(token.name(), () -> {
                                    String attempt = call.path().startsWith("/admin") ? "administer" : "read_audit";
                                    String reason = reasons.get(token.error());
                                    String before = newestRefusal(attempt, reason)
                                            .at("/metadata/uid")
                                            .asText();
                                    call.with(token.authorization().role(call.role()));
                                    await().atMost(Duration.ofSeconds(30))
                                            .until(() -> !newestRefusal(attempt, reason)
                                                    .at("/metadata/uid")
                                                    .asText()
                                                    .equals(before));
                                    boolean signed = !token.error().equals("unauthenticated");
                                    assertThat(newestRefusal(attempt, reason)
                                                    .at("/actor/user/uid")
                                                    .asText())
                                            .isEqualTo(signed ? "operator" : "");
                                })
                                .named(call.method() + " " + call.path())));
    }

    private static JsonNode newestRefusal(String attempt, String reason) {
        JsonNode events = TestPlatform.operator("security")
                .get("/audit/events?limit=200&type=AttemptRefused&code=" + reason)
                .get("events");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.path("status_detail").asText().equals(attempt))
                .findFirst()
                .orElse(MissingNode.getInstance());
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

    @Test
    void anOperatorWithEachRoleIsAllowed() {
        assertThat(calls().filter(call ->
                                call.method().equals("GET") && !call.path().endsWith("stream"))
                        .map(call -> call.with(OperatorCall.bearer(
                                        OperatorCall.tokens().token(call.role())))
                                .status()))
                .containsOnly(200, 404);
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
                .with(OperatorCall.bearer(OperatorCall.tokens().token("enrolment"))));
    }
}
