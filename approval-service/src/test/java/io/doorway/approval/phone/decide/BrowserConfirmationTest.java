package io.doorway.approval.phone.decide;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Confirmation codes and return nonces. */
@ApprovalServiceTest
class BrowserConfirmationTest {
    private static final LoginRequestBuilder REQUIRES_CODE =
            LoginRequestBuilder.DEFAULT.checkPolicy(CheckPolicy.ALWAYS);

    @Inject
    TestChallenges logins;

    @Inject
    RandomGenerator random;

    @Test
    void codesComeFromACryptographicSource() {
        assertThat(random).isInstanceOf(SecureRandom.class);
    }

    @Test
    void theResponseHasASixDigitCodeThatTheChallengeStores() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create(REQUIRES_CODE);

        PhoneResponse response = phone.approve(phone.scan(login.qrLink()));

        assertThat(response.code()).matches("[0-9]{6}");
        assertThat(response.returnTo()).isNull();
        Approved approved = (Approved) logins.load(login);
        assertThat(approved.confirmation()).isEqualTo(new ConfirmationCode(SecretText.of(response.code()), 3));
        assertThat(Duration.between(approved.approval().at(), approved.deadline()))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aRepeatedApprovalGetsTheSameCode() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ScannedLogin scanned = phone.scan(logins.create(REQUIRES_CODE).qrLink());

        PhoneResponse first = phone.approve(scanned);
        PhoneResponse second = phone.approve(scanned);

        assertThat(second.code()).isEqualTo(first.code());
    }

    @Test
    void theResponseHasTheTimeThatIsLeftForTheBrowser() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create(REQUIRES_CODE);
        ScannedLogin scanned = phone.scan(login.qrLink());

        PhoneResponse first = phone.approve(scanned);
        logins.backdateApproval(login, Duration.ofSeconds(25));
        PhoneResponse second = phone.approve(scanned);

        assertThat(first.expiresIn()).isEqualTo(60);
        assertThat(second.code()).isEqualTo(first.code());
        assertThat(second.expiresIn()).isBetween(25L, 35L);
    }

    @Test
    void aResponseWithoutConfirmationHasNoExpiry() {
        HeadlessPhone phone = EnrolledPhones.enrolled();

        PhoneResponse response = phone.approve(phone.scan(logins.create().qrLink()));

        assertThat(response.expiresIn()).isNull();
    }

    @Test
    void concurrentApprovalsGetTheSameCode() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ScannedLogin scanned = phone.scan(logins.create(REQUIRES_CODE).qrLink());

        List<String> codes = ConcurrentCalls.run(
                20, call -> requireNonNull(phone.approve(scanned).code()));

        assertThat(codes.stream().distinct()).hasSize(1);
    }

    @Test
    void everyChallengeHasANewCode() {
        HeadlessPhone phone = EnrolledPhones.enrolled();

        List<String> codes = IntStream.range(0, 20)
                .mapToObj(i -> requireNonNull(
                        phone.approve(phone.scan(logins.create(REQUIRES_CODE).qrLink()))
                                .code()))
                .toList();

        // Two of a million may be equal by chance.
        assertThat(codes.stream().distinct()).hasSizeGreaterThanOrEqualTo(18);
    }

    @Test
    void aUsedCodeIsNotRepeated() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create(REQUIRES_CODE);
        ScannedLogin scanned = phone.scan(login.qrLink());
        phone.approve(scanned);
        logins.consume(login);

        PhoneResponse after = phone.approve(scanned);

        assertThat(after.text("state")).isEqualTo("approved");
        assertThat(after.code()).isNull();
    }

    @Test
    void anotherPhoneDoesNotGetTheCode() {
        String account = EnrolledPhones.account();
        HeadlessPhone phone = EnrolledPhones.enrolled(account);
        HeadlessPhone other = EnrolledPhones.enrolled(account);
        ScannedLogin scanned = phone.scan(logins.create(REQUIRES_CODE).qrLink());
        phone.approve(scanned);

        assertRefused("challenge-not-found", () -> other.approve(scanned));
    }

    @Test
    void aSameDeviceLoginGetsAReturnAddress() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create(LoginRequestBuilder.DEFAULT.sameDevice());

        PhoneResponse response = phone.approve(phone.scan(login.qrLink()));

        Approved approved = (Approved) logins.load(login);
        String nonce = requireNonNull(approved.confirmation()).secret().open();
        assertThat(response.returnTo())
                .hasToString(EnrolledPhones.ISSUER + "/login/" + login.id() + "/return#" + nonce);
        assertThat(nonce).hasSize(22);
        assertThat(response.code()).isNull();
        assertThat(response.expiresIn()).isEqualTo(60);
        assertThat(approved.approval().acr()).isEqualTo(Acr.SAME_DEVICE);
    }

    @Test
    void aSecondDeviceScanRequiresACodeAndIsPublished() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        ScannedLogin scanned = phone.scan(login.qrLink());
        catchThrowable(() -> EnrolledPhones.enrolled().scan(login.qrLink()));

        PhoneResponse response = phone.approve(scanned);

        assertThat(scanned.details()).containsEntry("check", "none");
        assertThat(response.code()).matches("[0-9]{6}");
        List<Event> published = TopicReader.events(
                Topics.TRANSITIONS,
                1,
                event -> event instanceof ChallengeApproved approved
                        && approved.challengeId().equals(login.id()));
        assertThat(published)
                .singleElement()
                .isInstanceOfSatisfying(
                        ChallengeApproved.class,
                        approved -> assertThat(approved.risk())
                                .containsExactly(RiskSignal.NEW_BROWSER, RiskSignal.SECOND_DEVICE));
    }

    @Test
    void aForgedFrameIsNotASecondDeviceScan() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        String link = login.qrLink();
        ScannedLogin scanned = phone.scan(link);
        String forged = TestChallenges.forged(link);
        assertRefused("challenge-not-found", () -> EnrolledPhones.enrolled().scan(forged));

        assertThat(phone.approve(scanned).code()).isNull();
    }
}
