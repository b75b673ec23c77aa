package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.DpopProofs;
import io.doorway.testkit.browser.PageKey;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneIdentity;
import io.doorway.testkit.phone.PhoneMessages;
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
        name = "Cross-protocol signature: something genuinely signed for one purpose, presented for another",
        control =
                "A `typ` and an exact set of members for each kind of message; keys of phones, pages, tickets and operators are never each other's",
        where = "approval-service `MessageChecks`, libs/edge `DpopProof`, `LoginTickets`")
class Attack11CrossProtocolSignatureTest {

    private static Victim victim;
    private static HeadlessPhone phone;

    /** Every message that the victim's phone could have signed, by its {@code typ}, each with the members of all of them. */
    private static final List<String> TYPES = List.of(
            PhoneMessages.SCAN,
            PhoneMessages.APPROVAL,
            PhoneMessages.REJECTION,
            PhoneMessages.DEVICE,
            PhoneMessages.ENROL);

    @BeforeAll
    static void aLoginIsScanned() {
        victim = Victim.at("scanned");
        phone = victim.phone();
    }

    /** Members as {@code typ} has them. */
    private static Map<String, String> members(String typ) {
        String transcript = victim.scanned().transcript();
        return switch (typ) {
            case PhoneMessages.SCAN -> Map.of("frame", victim.frame());
            case PhoneMessages.APPROVAL -> Map.of("transcript", transcript);
            case PhoneMessages.REJECTION -> Map.of("transcript", transcript, "reason", "not_me");
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
        endpoints.put(PhoneMessages.ENROL, "/devices");
        return endpoints;
    }

    @ParameterizedTest
    @MethodSource
    void oneMessageForAnother(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The message as it is for its own call, and with the members of the call that it is sent to. */
    static Stream<Named<Attempt>> oneMessageForAnother() {
        return endpoints().entrySet().stream()
                .flatMap(call -> TYPES.stream()
                        .filter(typ -> !typ.equals(call.getKey()))
                        .flatMap(typ -> Stream.of(
                                post(typ + " at " + call.getValue(), call.getValue(), phone.message(typ, members(typ))),
                                post(
                                        typ + " with its members at " + call.getValue(),
                                        call.getValue(),
                                        phone.message(typ, members(call.getKey()))))));
    }

    @ParameterizedTest
    @MethodSource
    void anotherJwtByTheRightKey(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** All that a phone's key might sign elsewhere: a DPoP proof, an ID token, a security event, a logout token. */
    static Stream<Named<Attempt>> anotherJwtByTheRightKey() {
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
                .map(typ -> post("typ '" + typ + "'", approval(), phone.message(typ, members(PhoneMessages.APPROVAL))));
    }

    @ParameterizedTest
    @MethodSource
    void somethingElseThatDoorwayAccepts(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> somethingElseThatDoorwayAccepts() {
        String proof = victim.login().browser().proof("POST", approval());
        String operator = Doorway.platform().operatorToken("enrolment");
        String ticket = victim.login().form().ticket();
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
    void aPhonesMessageElsewhere(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aPhonesMessageElsewhere() {
        String message = phone.message(PhoneMessages.APPROVAL, members(PhoneMessages.APPROVAL));
        String unproven = "invalid-proof";
        return Stream.of(
                        Attempt.of(
                                        "as a DPoP proof",
                                        () -> browser(
                                                "POST", Moves.completion(victim.challenge()), Map.of("DPoP", message)))
                                .refused(401, unproven),
                        Attempt.of(
                                        "as a DPoP proof by the phone's key",
                                        () -> browser(
                                                "POST",
                                                Moves.completion(victim.challenge()),
                                                Map.of(
                                                        "DPoP",
                                                        proofByPhone("POST", Moves.completion(victim.challenge())))))
                                .refused(404, "challenge-not-found"),
                        Attempt.of(
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
                        Attempt.of("as an operator's token", () -> bearer("/audit/events", message))
                                .refused(401, "unauthenticated"),
                        Attempt.of("as an access token", () -> bearer("/oauth2/userinfo", message))
                                .refused(401, "invalid_token"),
                        Attempt.of(
                                        "as a client's assertion",
                                        () -> Answer.of(
                                                Wire.form(
                                                        "/oauth2/token",
                                                        Map.of(),
                                                        Map.of(
                                                                "grant_type", "authorization_code",
                                                                "code", "x",
                                                                "client_assertion", message,
                                                                "client_assertion_type",
                                                                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))))
                                .refused(401, "invalid_client"))
                .map(attempt -> attempt.leaving(victim::state, "scanned").named());
    }

    @Test
    void theRightMessageAtTheRightCallIsTaken() {
        Victim honest = Victim.at("scanned");

        assertThat(Moves.approve(
                                honest.phone(),
                                honest.challenge(),
                                honest.scanned().transcript())
                        .status())
                .isEqualTo(200);
    }

    private static Named<Attempt> post(String name, String path, String message) {
        return Attempt.of(name, () -> Moves.post(phone, path, message))
                .refused(400, "malformed-message")
                .leaving(victim::state, "scanned")
                .named();
    }

    /** Its {@code kid} is a name that no credential has. */
    private static Named<Attempt> unknownKey(String name, String message) {
        return Attempt.of(name, () -> Moves.post(phone, approval(), message))
                .refused(401, "invalid-message")
                .leaving(victim::state, "scanned")
                .named();
    }

    private static String approval() {
        return Moves.approval(victim.challenge());
    }

    private static String browserProof(String method, String path) {
        return victim.login().browser().proof(method, path);
    }

    private static String proofByPhone(String method, String path) {
        PhoneIdentity identity = phone.identity();
        try {
            ECKey key = identity.key();
            PageKey page = new PageKey(key.toPrivateKey(), key.toPublicJWK().toJSONString());
            return DpopProofs.sign(page, method, URI.create(Doorway.issuer() + path));
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer browser(String method, String path, Map<String, String> headers) {
        return Answer.of(victim.login().browser().send(method, path, headers));
    }

    private static Answer bearer(String path, String token) {
        return Answer.of(Wire.get(path, Map.of("Authorization", "Bearer " + token)));
    }

    private static String idToken(Victim other) {
        String body = other.login().redeem(other.login().code()).body();
        return body.replaceAll(".*\"id_token\":\"([^\"]+)\".*", "$1");
    }
}
