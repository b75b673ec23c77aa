package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 11,
        name = "Cross-protocol signature: a genuine signature for one purpose, presented for another",
        control =
                "A `typ` and an exact set of members for each kind of message; phones, pages, tickets and operators never share "
                        + "keys",
        where = "approval-service `MessageChecks`, libs/login `DpopProof`, `LoginTickets`")
class Attack11CrossProtocolSignatureTest {

    private static Victim victim;
    private static HeadlessPhone phone;

    /** The {@code typ} of every message that the victim's phone could have signed. */
    private static final List<String> TYPES = List.of(
            PhoneMessages.SCAN,
            PhoneMessages.APPROVAL,
            PhoneMessages.REJECTION,
            PhoneMessages.OUTCOME,
            PhoneMessages.DEVICE,
            PhoneMessages.ENROL);

    @BeforeAll
    static void startLogin() {
        victim = Victim.at("scanned");
        phone = victim.phone();
    }

    /** The members of a message of this {@code typ}. */
    private static Map<String, String> members(String typ) {
        String transcript = victim.scanned().transcript();
        return switch (typ) {
            case PhoneMessages.SCAN -> PhoneMessages.scanned(victim.frame());
            case PhoneMessages.APPROVAL -> Map.of("transcript", transcript);
            case PhoneMessages.REJECTION -> Map.of("transcript", transcript, "reason", "not_me");
            case PhoneMessages.OUTCOME -> Map.of("challenge_id", victim.challenge());
            case PhoneMessages.ENROL -> Map.of("enrolment_code", "0123456789ABCDEFGHJK", "name", "phone");
            default -> Map.of();
        };
    }

    private static Map<String, String> endpoints() {
        String id = victim.challenge();
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put(PhoneMessages.SCAN, "/approvals/scan");
        endpoints.put(PhoneMessages.APPROVAL, "/approvals/" + id + "/approve");
        endpoints.put(PhoneMessages.REJECTION, "/approvals/" + id + "/reject");
        endpoints.put(PhoneMessages.OUTCOME, "/approvals/" + id + "/outcome");
        endpoints.put(PhoneMessages.ENROL, "/devices");
        return endpoints;
    }

    @ParameterizedTest
    @MethodSource
    void aMessageOfAnotherType(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Each message with its own members, and with the members of the call that it is sent to. */
    static Stream<Named<AttackCase>> aMessageOfAnotherType() {
        return endpoints().entrySet().stream()
                .flatMap(call -> TYPES.stream()
                        .filter(typ -> !typ.equals(call.getKey()))
                        .flatMap(typ -> Stream.of(
                                post(
                                        typ + " at " + call.getValue(),
                                        call.getValue(),
                                        phone.signedMessage(typ, members(typ))),
                                post(
                                        typ + " with its members at " + call.getValue(),
                                        call.getValue(),
                                        phone.signedMessage(typ, members(call.getKey()))))));
    }

    @ParameterizedTest
    @MethodSource
    void anotherJwtSignedByThePhonesKey(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Types of JWTs that a key might sign for other protocols, such as DPoP proofs, ID tokens and logout tokens. */
    static Stream<Named<AttackCase>> anotherJwtSignedByThePhonesKey() {
        return Stream.of(
                        "dpop+jwt",
                        "JWT",
                        "jwt",
                        "at+jwt",
                        "secevent+jwt",
                        "logout+jwt",
                        "oauth-authz-req+jwt",
                        "doorway-ticket+jwt",
                        "application/doorway-approval+jwt",
                        "DOORWAY-APPROVAL+JWT",
                        "doorway-approval+jwt ",
                        "doorway-approval")
                .map(typ -> post(
                        "typ '" + typ + "'", approval(), phone.signedMessage(typ, members(PhoneMessages.APPROVAL))));
    }

    @ParameterizedTest
    @MethodSource
    void anotherKindOfToken(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherKindOfToken() {
        String proof = victim.login().browser().proof("POST", approval());
        String operator = TestPlatform.platform().operatorToken("enrolment");
        String ticket = victim.login().page().ticket();
        Victim other = Victim.at("approved");
        String idToken = idToken(other);
        return Stream.of(
                post("a DPoP proof", approval(), proof),
                post("a login ticket", approval(), ticket),
                unknownKey("an operator's token", operator),
                unknownKey("an ID token", idToken));
    }

    @ParameterizedTest
    @MethodSource
    void aPhoneMessageAsAnotherKindOfToken(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPhoneMessageAsAnotherKindOfToken() {
        String message = phone.signedMessage(PhoneMessages.APPROVAL, members(PhoneMessages.APPROVAL));
        String invalidProof = "invalid-proof";
        return Stream.of(
                        AttackCase.of(
                                        "as a DPoP proof",
                                        () -> browser(
                                                "POST",
                                                ProtocolCalls.completePath(victim.challenge()),
                                                Map.of("DPoP", message)))
                                .refused(401, invalidProof),
                        AttackCase.of(
                                        "as a DPoP proof by the phone's key",
                                        () -> browser(
                                                "POST",
                                                ProtocolCalls.completePath(victim.challenge()),
                                                Map.of(
                                                        "DPoP",
                                                        proofByPhone(
                                                                "POST",
                                                                ProtocolCalls.completePath(victim.challenge())))))
                                .refused(404, "challenge-not-found"),
                        AttackCase.of(
                                        "as a login ticket",
                                        () -> browser(
                                                "POST",
                                                "/challenges",
                                                Map.of(
                                                        "Authorization",
                                                        "Bearer " + message,
                                                        "DPoP",
                                                        browserProof("POST", "/challenges"))))
                                .refused(401, "invalid-ticket"),
                        AttackCase.of("as an operator's token", () -> bearer("/audit/events", message))
                                .refused(401, "unauthenticated"),
                        AttackCase.of("as an access token", () -> bearer("/oauth2/userinfo", message))
                                .refused(401, "invalid_token"),
                        AttackCase.of(
                                        "as a client's assertion",
                                        () -> ObservedResponse.of(
                                                IssuerHttp.form(
                                                        "/oauth2/token",
                                                        Map.of(),
                                                        Map.of(
                                                                "grant_type", "authorization_code",
                                                                "code", "x",
                                                                "client_assertion", message,
                                                                "client_assertion_type",
                                                                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))))
                                .refused(401, "invalid_client"))
                .map(attempt ->
                        attempt.leavingUnchanged(victim::state, "scanned").named());
    }

    @Test
    void theRightMessageIsAccepted() {
        Victim honest = Victim.at("scanned");

        assertThat(ProtocolCalls.approve(
                                honest.phone(),
                                honest.challenge(),
                                honest.scanned().transcript())
                        .status())
                .isEqualTo(200);
    }

    private static Named<AttackCase> post(String name, String path, String message) {
        return AttackCase.of(name, () -> ProtocolCalls.post(phone, path, message))
                .refused(400, "malformed-message")
                .leavingUnchanged(victim::state, "scanned")
                .named();
    }

    /** The {@code kid} of the message is not that of a credential. */
    private static Named<AttackCase> unknownKey(String name, String message) {
        return AttackCase.of(name, () -> ProtocolCalls.post(phone, approval(), message))
                .refused(401, "invalid-message")
                .leavingUnchanged(victim::state, "scanned")
                .named();
    }

    private static String approval() {
        return ProtocolCalls.approvePath(victim.challenge());
    }

    private static String browserProof(String method, String path) {
        return victim.login().browser().proof(method, path);
    }

    private static String proofByPhone(String method, String path) {
        return new BrowserKeyPair(phone.identity().key()).proof(method, URI.create(TestPlatform.issuer() + path));
    }

    private static ObservedResponse browser(String method, String path, Map<String, String> headers) {
        return ObservedResponse.of(victim.login().browser().send(method, path, headers));
    }

    private static ObservedResponse bearer(String path, String token) {
        return ObservedResponse.of(IssuerHttp.get(path, token));
    }

    private static String idToken(Victim other) {
        return IssuerHttp.member(other.login().redeem(other.login().code()), "id_token");
    }
}
