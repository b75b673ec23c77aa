package io.doorway.approval.phone.request;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.login.backchannel.PendingRequests;
import io.doorway.login.backchannel.PendingRequests.Admission;
import io.doorway.login.backchannel.PendingRequests.Bounds;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.login.SampleLogin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of relying parties for a known account, without a browser. */
@ApprovalServiceTest
class RequestsTest {
    private static final ClientId CLIENT = new ClientId("bank");
    private static final ClientId ANOTHER = new ClientId("another");
    private static final Duration LISTED = Duration.ofMinutes(5);
    private static final Bounds BOUNDS = new Bounds(5, 20);

    @Inject
    TestChallenges logins;

    @Inject
    TestPasskeys passkeys;

    @Inject
    PendingRequests pendingRequests;

    private HeadlessPhone phone;
    private AccountId account;

    @BeforeEach
    void enrol() {
        phone = passkeys.phonePastCoolingOff();
        account = new AccountId(phone.identity().account());
    }

    @Test
    void thePhoneListsOpensAndApprovesARequestWithAPasskey() {
        HeadlessPasskey passkey = passkeys.addPasskey(phone);
        TestChallenge login = requested("K7 at till 4");
        assertThat(phone.requests())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("challenge_id", login.id().value())
                        .containsEntry("client_name", "Demo Bank")
                        .containsEntry("client_domain", "bank.example.org")
                        .containsEntry("binding_message", "K7 at till 4")
                        .containsEntry("opened", false));

        ScannedLogin opened = phone.openRequest(login.id().value());

        assertThat(opened.details())
                .containsEntry("route", "backchannel")
                .containsEntry("frame_source", "list")
                .containsEntry("binding_message", "K7 at till 4")
                .containsEntry("check", "passkey")
                .containsEntry("risk", List.of())
                .doesNotContainKey("browser");
        assertThat(phone.requests())
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("opened", true));
        assertRefused("passkey-required", () -> phone.approve(opened));
        assertThat(phone.approve(opened, passkey).code()).isNull();
        assertThat(phone.requests()).isEmpty();
        assertThat(logins.load(login)).isInstanceOfSatisfying(Approved.class, approved -> {
            assertThat(approved.check()).isEqualTo(Check.NONE);
            assertThat(approved.approval().acr()).isEqualTo(Acr.PASSKEY);
        });
    }

    @Test
    void anotherAccountsPhoneNeitherListsNorOpensIt() {
        TestChallenge login = requested(null);
        HeadlessPhone other = passkeys.phonePastCoolingOff();

        assertThat(other.requests()).isEmpty();
        assertRefused("challenge-not-found", () -> other.openRequest(login.id().value()));
        assertThat(logins.load(login)).isInstanceOf(Created.class);
    }

    @Test
    void unknownExpiredAndEndedRequestsHaveOneAnswerAndAreNotListed() {
        TestChallenge expired = logins.createEarlier(Duration.ofMinutes(3), request(null));
        admit(expired.id());

        assertThat(phone.requests()).isEmpty();
        for (String id : List.of(expired.id().value(), SampleLogin.newId().value(), "no id", "")) {
            assertRefused("challenge-not-found", () -> phone.openRequest(id));
        }
    }

    @Test
    void aChallengeOfAQrCodeIsNotOpenedFromTheListAndARequestIsNotScanned() {
        TestChallenge scannable = logins.create();
        TestChallenge login = requested(null);

        assertRefused(
                "challenge-not-found", () -> phone.openRequest(scannable.id().value()));
        assertRefused("challenge-not-found", () -> phone.scan(login.qrLink()));
        assertRefused("challenge-not-found", () -> phone.open(login.qrLink()));
    }

    /** It claims nothing, so that an older phone of the account can decide. */
    @Test
    void aPhoneInItsCoolingOffPeriodDoesNotOpenIt() {
        HeadlessPhone newcomer = EnrolledPhones.enrolled(account.value());
        TestChallenge login = requested(null);

        assertRefused("cooling-off", () -> newcomer.openRequest(login.id().value()));
        phone.openRequest(login.id().value());
        assertThat(newcomer.requests()).isEmpty();
        assertRefused(
                "challenge-not-found", () -> newcomer.openRequest(login.id().value()));
    }

    @Test
    void itReplacesNoPendingLogin() {
        ScannedLogin pending = phone.scan(logins.create().qrLink());

        assertRefused(
                "login-pending", () -> phone.openRequest(requested(null).id().value()));

        phone.approve(pending);
    }

    @ParameterizedTest
    @CsvSource({"not_me, SUSPENDED", "changed_mind, ADMITTED", "unknown_service, ADMITTED"})
    void onlyNotMeStopsFurtherRequestsOfTheRelyingParty(String reason, Admission next) {
        ScannedLogin opened = phone.openRequest(requested(null).id().value());

        phone.reject(opened, reason);

        assertThat(phone.requests()).isEmpty();
        assertThat(admit(SampleLogin.newId())).isEqualTo(next);
        assertThat(admit(ANOTHER, SampleLogin.newId())).isEqualTo(Admission.ADMITTED);
    }

    /** Whoever asks several times at once is refused once. */
    @Test
    void notMeEndsTheOtherRequestsOfTheRelyingPartyToo() {
        ScannedLogin opened = phone.openRequest(requested(null).id().value());
        requested(null);
        TestChallenge ofAnother = logins.create(request(null));
        assertThat(admit(ANOTHER, ofAnother.id())).isEqualTo(Admission.ADMITTED);

        phone.reject(opened, "not_me");

        assertThat(phone.requests())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("challenge_id", ofAnother.id().value()));
    }

    @Test
    void anAccountHasABoundOfPendingRequestsAndARelyingPartyHalfOfIt() {
        assertThat(admitted(CLIENT)).isEqualTo(3);
        assertThat(admitted(ANOTHER)).isEqualTo(2);
        assertThat(admitted(new ClientId("third"))).isZero();
    }

    @Test
    void anAccountHasABoundOfRequestsInAnHourAndARelyingPartyHalfOfIt() {
        assertThat(admittedAndEnded(CLIENT)).isEqualTo(10);
        assertThat(admittedAndEnded(ANOTHER)).isEqualTo(10);
        assertThat(admittedAndEnded(new ClientId("third"))).isZero();
    }

    private int admitted(ClientId client) {
        int count = 0;
        while (admit(client, SampleLogin.newId()) == Admission.ADMITTED) {
            count++;
        }
        return count;
    }

    /** Each one is decided before the next. */
    private int admittedAndEnded(ClientId client) {
        int count = 0;
        for (ChallengeId id = SampleLogin.newId(); admit(client, id) == Admission.ADMITTED; id = SampleLogin.newId()) {
            pendingRequests.remove(account, client, id).await().indefinitely();
            count++;
        }
        return count;
    }

    private TestChallenge requested(String bindingMessage) {
        TestChallenge login = logins.create(request(bindingMessage));
        assertThat(admit(login.id())).isEqualTo(Admission.ADMITTED);
        return login;
    }

    private LoginRequestBuilder request(String bindingMessage) {
        return LoginRequestBuilder.DEFAULT.acr(Acr.PASSKEY).backchannel(account, bindingMessage);
    }

    private Admission admit(ChallengeId id) {
        return admit(CLIENT, id);
    }

    private Admission admit(ClientId client, ChallengeId id) {
        return pendingRequests
                .admit(account, client, id, LISTED, BOUNDS)
                .await()
                .indefinitely();
    }
}
