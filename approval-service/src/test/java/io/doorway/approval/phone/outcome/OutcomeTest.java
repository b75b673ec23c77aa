package io.doorway.approval.phone.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of a login, for the phone that approved it. */
@ApprovalServiceTest
class OutcomeTest {
    private static final LoginRequestBuilder WITH_CODE = LoginRequestBuilder.DEFAULT.checkPolicy(CheckPolicy.ALWAYS);

    @Inject
    TestChallenges logins;

    private HeadlessPhone phone;

    @BeforeEach
    void enrol() {
        phone = EnrolledPhones.enrolled();
    }

    @Test
    void aWaitingPhoneLearnsThatTheBrowserWasLoggedIn() {
        TestChallenge login = logins.create();
        ScannedLogin scanned = approved(login);
        long version = version(outcome(scanned, 0), "approved");
        CompletableFuture<PhoneResponse> waiting = waiting(scanned, version);

        logins.consume(login);

        version(waiting.orTimeout(20, TimeUnit.SECONDS).join(), "consumed");
    }

    @Test
    void aWaitingPhoneLearnsOfEachWrongCodeAndOfTheCancellation() {
        TestChallenge login = logins.create(WITH_CODE);
        ScannedLogin scanned = approved(login);
        long version = version(outcome(scanned, 0), "approved");
        CompletableFuture<PhoneResponse> waiting = waiting(scanned, version);

        logins.change(login, snapshot -> ((Approved) snapshot.challenge()).rejectCode(snapshot.now()));

        PhoneResponse afterFirst = waiting.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(afterFirst.json()).contains(entry("state", "approved"), entry("tries_left", 2L));
        logins.change(login, snapshot -> ((Open) snapshot.challenge()).cancel(Canceller.WRONG_CODE, snapshot.now()));
        assertThat(outcome(scanned, version(afterFirst, "approved")).json())
                .contains(entry("state", "cancelled"), entry("by", "wrong_code"));
    }

    @Test
    void aWaitingPhoneLearnsThatTheBrowserHasMoreTime() {
        TestChallenge login = logins.create(WITH_CODE);
        ScannedLogin scanned = approved(login);
        PhoneResponse first = outcome(scanned, 0);
        assertThat((Long) first.json().get("expires_in")).isBetween(0L, 60L);
        CompletableFuture<PhoneResponse> waiting = waiting(scanned, version(first, "approved"));

        logins.change(login, snapshot -> ((Approved) snapshot.challenge()).extend(snapshot.now()));

        PhoneResponse extended = waiting.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(extended.json()).contains(entry("state", "approved"), entry("tries_left", 3L));
        assertThat((Long) extended.json().get("expires_in")).isBetween(120L, 180L);
    }

    @Test
    void anotherPhoneLearnsNothingWhateverTheState() {
        TestChallenge login = logins.create(WITH_CODE);
        ScannedLogin scanned = approved(login);
        HeadlessPhone other = EnrolledPhones.enrolled();

        assertThat(other.outcome(scanned, 0).problem()).isEqualTo("challenge-not-found");
        logins.change(login, snapshot -> ((Open) snapshot.challenge()).cancel(Canceller.BROWSER, snapshot.now()));
        assertThat(other.outcome(scanned, 0).problem()).isEqualTo("challenge-not-found");
        assertThat(outcome(scanned, 0).json()).contains(entry("state", "cancelled"), entry("by", "browser"));
    }

    @Test
    void aLoginThatNobodyScannedIsUnknown() {
        TestChallenge login = logins.create();

        PhoneResponse response =
                post(login.id().value(), Map.of("challenge_id", login.id().value()));

        assertThat(response.problem()).isEqualTo("challenge-not-found");
    }

    @Test
    void aMessageForAnotherLoginIsRefused() {
        ScannedLogin scanned = approved(logins.create());

        PhoneResponse response = post(
                scanned.challengeId(),
                Map.of("challenge_id", logins.create().id().value()));

        assertThat(response.problem()).isEqualTo("malformed-message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "x", "1000", "\u0663"})
    void aVersionThatIsNoneIsRefused(String version) {
        ScannedLogin scanned = approved(logins.create());

        PhoneResponse response =
                post(scanned.challengeId(), Map.of("challenge_id", scanned.challengeId(), "version", version));

        assertThat(response.problem()).isEqualTo("malformed-message");
    }

    private ScannedLogin approved(TestChallenge login) {
        ScannedLogin scanned = phone.scan(login.qrLink());
        phone.approve(scanned);
        return scanned;
    }

    private PhoneResponse outcome(ScannedLogin login, long knownVersion) {
        return phone.outcome(login, knownVersion).expect(200);
    }

    private CompletableFuture<PhoneResponse> waiting(ScannedLogin login, long knownVersion) {
        return CompletableFuture.supplyAsync(() -> outcome(login, knownVersion), Thread::startVirtualThread);
    }

    private PhoneResponse post(String challenge, Map<String, String> claims) {
        return EnrolledPhones.http()
                .post("/approvals/" + challenge + "/outcome", phone.signedMessage(PhoneMessages.OUTCOME, claims));
    }

    private static long version(PhoneResponse response, String state) {
        assertThat(response.json()).contains(entry("state", state));
        return (Long) response.json().get("version");
    }
}
