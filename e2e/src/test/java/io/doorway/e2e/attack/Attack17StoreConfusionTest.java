package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 17,
        name = "Single-use store confusion: every value that Doorway issued, presented in place of every other",
        control = "The kind is in the key and again in the record, or in the form of the text; all pairs are tried",
        where =
                "session-service `RedisRecordCodec`, `ChallengeBoundToken`, `PushedRequests`; approval-service `Nonces`, "
                        + "`EnrolmentCode`; libs/login `LoginTickets`")
class Attack17StoreConfusionTest {

    private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

    private static Victim victim;
    private static Map<String, String> issued;

    @BeforeAll
    static void issueOneOfEach() {
        victim = Victim.at("created");
        issued = new LinkedHashMap<>();
        issued.put("authorization code", Victim.at("approved").login().code());
        issued.put("access token", Victim.at("approved").login().accessToken());
        issued.put("pushed request", pushed());
        issued.put("login ticket", Shop.PLAIN.begin().page().ticket());
        issued.put("enrolment code", victim.person().enrolmentCode());
        issued.put("device nonce", nonce());
        issued.put("challenge id", Shop.PLAIN.begin().challenge());
        issued.put("QR frame", victim.login().frame());
        issued.put("binding cookie", victim.login().browser().bindingCookie());
        issued.put("credential id", victim.phone().identity().credentialId());
        issued.put("operator's token", TestPlatform.platform().operatorToken("security"));
    }

    /** A call that accepts one kind of credential, and how it refuses others. */
    private record AcceptingCall(
            String accepts, ObservedResponse refusal, Function<String, ObservedResponse> present) {}

    private static Stream<AcceptingCall> acceptingCalls() {
        return Stream.of(
                new AcceptingCall(
                        "authorization code",
                        ObservedResponse.of(400, "invalid_grant"),
                        text -> ObservedResponse.of(victim.login().redeem(text))),
                new AcceptingCall("access token", ObservedResponse.of(401, "invalid_token"), ProtocolCalls::userInfo),
                new AcceptingCall(
                        "pushed request",
                        ObservedResponse.of(400, "This login link is no longer valid"),
                        Attack17StoreConfusionTest::authorize),
                new AcceptingCall(
                        "login ticket", ObservedResponse.of(401, "invalid-ticket"), Attack17StoreConfusionTest::issue),
                new AcceptingCall(
                        "enrolment code",
                        ObservedResponse.of(403, "wrong-enrolment-code"),
                        text -> ProtocolCalls.enrol(victim.phone(), text)),
                new AcceptingCall(
                        "device nonce", ObservedResponse.of(401, "use-nonce"), Attack17StoreConfusionTest::devices),
                new AcceptingCall(
                        "challenge id",
                        ObservedResponse.of(404, "challenge-not-found"),
                        text -> ProtocolCalls.browserCall(
                                victim.login().browser(), "GET", "/challenges/" + text + "/frames")),
                new AcceptingCall(
                        "QR frame",
                        ObservedResponse.of(404, "challenge-not-found"),
                        text -> ProtocolCalls.scan(victim.phone(), text)),
                new AcceptingCall(
                        "binding cookie",
                        ObservedResponse.of(404, "challenge-not-found"),
                        text -> ProtocolCalls.browserCall(
                                TestPlatform.browser().useBindingCookie(text),
                                "POST",
                                ProtocolCalls.completePath(victim.challenge()))),
                new AcceptingCall(
                        "operator's token",
                        ObservedResponse.of(401, "unauthenticated"),
                        Attack17StoreConfusionTest::audit));
    }

    @ParameterizedTest
    @MethodSource
    void aCredentialOfOneKindIsRefusedAsAnother(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCredentialOfOneKindIsRefusedAsAnother() {
        return acceptingCalls()
                .flatMap(call -> issued.entrySet().stream()
                        .filter(credential -> !credential.getKey().equals(call.accepts()))
                        .map(credential -> AttackCase.of(
                                        credential.getKey(),
                                        () -> call.present().apply(credential.getValue()))
                                .refused(call.refusal().status(), call.refusal().error())
                                .leavingUnchanged(victim::state, "created")
                                .named("as " + call.accepts())));
    }

    @Test
    void eachIsAcceptedByItsOwnCall() {
        Shop.Login login = Victim.at("approved").login();

        assertThat(ProtocolCalls.userInfo(login.accessToken()).status()).isEqualTo(200);
        assertThat(authorize(pushed()).status()).isEqualTo(200);
        assertThat(victim.phone().devices()).hasSize(1);
    }

    private static String pushed() {
        return Shop.REQUIRED_PAR.pushedRequest().substring(PUSHED.length());
    }

    private static String nonce() {
        PhoneResponse asked =
                victim.phone().api().get("/devices", victim.phone().signedMessage(PhoneMessages.DEVICE, Map.of()));
        return asked.nonce();
    }

    private static ObservedResponse authorize(String text) {
        Map<String, String> request = Map.of("client_id", Shop.REQUIRED_PAR.id(), "request_uri", PUSHED + text);
        return ObservedResponse.of(IssuerHttp.authorize(request));
    }

    private static ObservedResponse issue(String text) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + text);
        return ObservedResponse.of(victim.login().browser().sendWithProof("POST", "/challenges", headers));
    }

    private static ObservedResponse devices(String text) {
        String message = victim.phone().signedMessage(PhoneMessages.DEVICE, Map.of("nonce", text));
        return ObservedResponse.of(victim.phone().api().get("/devices", message));
    }

    private static ObservedResponse audit(String text) {
        return ObservedResponse.of(IssuerHttp.get("/audit/events", text));
    }
}
