package io.doorway.approval.phone.decide;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans, approvals and passkeys of a device in its cooling-off period. */
@ApprovalServiceTest
class CoolingOffLoginTest {
    private static final LoginRequestBuilder PAYMENT = LoginRequestBuilder.DEFAULT.acr(Acr.PASSKEY);

    @Inject
    TestChallenges logins;

    @Inject
    TestPasskeys passkeys;

    private HeadlessPhone phone;
    private HeadlessPasskey passkey;
    private TestChallenge login;
    private ScannedLogin scanned;

    @BeforeEach
    void scanPayment() {
        phone = passkeys.phonePastCoolingOff();
        passkey = passkeys.addPasskey(phone);
        login = logins.create(PAYMENT);
        scanned = phone.scan(login.qrLink());
    }

    @Test
    void aScanDuringCoolingOffIsRefusedAndDoesNotClaimTheChallenge() {
        HeadlessPhone fresh = EnrolledPhones.enrolled(phone.identity().account());
        TestChallenge payment = logins.create(PAYMENT);

        assertRefused("cooling-off", () -> fresh.scan(payment.qrLink()));

        assertThat(logins.load(payment)).isInstanceOf(Created.class);
        assertThat(TopicReader.events(
                        Topics.REFUSALS,
                        1,
                        event -> event instanceof AttemptRefused refused
                                && payment.id().equals(refused.challengeId())))
                .singleElement()
                .isInstanceOfSatisfying(AttemptRefused.class, refused -> {
                    assertThat(refused.attempt()).isEqualTo(Attempt.SCAN);
                    assertThat(refused.reason()).isEqualTo(RefusalReason.COOLING_OFF);
                    assertThat(refused.credential())
                            .isEqualTo(new CredentialId(fresh.identity().credentialId()));
                });
        phone.approve(phone.scan(payment.qrLink()), passkey);
        assertThat(approval(payment).acr()).isEqualTo(Acr.PASSKEY);
    }

    @Test
    void aScanDuringCoolingOffDoesNotCancelThePendingLogin() {
        HeadlessPhone fresh = EnrolledPhones.enrolled(phone.identity().account());

        assertRefused("cooling-off", () -> fresh.scan(logins.create(PAYMENT).qrLink()));

        phone.approve(scanned, passkey);
        assertThat(logins.load(login)).isInstanceOf(Approved.class);
    }

    @Test
    void aLoginWithoutPasskeyCanBeScannedDuringCoolingOff() {
        HeadlessPhone fresh = EnrolledPhones.enrolled();

        assertThat(fresh.scan(logins.create().qrLink()).details()).containsEntry("check", "none");
    }

    @Test
    void aStaleOrForgedFrameIsRefusedBeforeCoolingOff() {
        HeadlessPhone fresh = EnrolledPhones.enrolled();
        TestChallenge payment = logins.createEarlier(Duration.ofSeconds(30), PAYMENT);
        String link = payment.qrLink();

        assertRefused("stale-frame", () -> fresh.scan(payment.qrLinkAt(0)));
        assertRefused("challenge-not-found", () -> fresh.scan(TestChallenges.forged(link)));
    }

    @Test
    void anApprovalDuringCoolingOffIsRefused() {
        passkeys.justEnrolled(phone);

        assertRefused("cooling-off", () -> phone.approve(scanned, passkey));
        assertRefused("cooling-off", () -> phone.approve(scanned));
        assertThat(logins.load(login)).isInstanceOf(Scanned.class);

        passkeys.pastCoolingOff(phone).approve(scanned, passkey);
        assertThat(approval(login).acr()).isEqualTo(Acr.PASSKEY);
    }

    @Test
    void theRefusalHasTheEndOfTheCoolingOffPeriod() {
        HeadlessPhone fresh = passkeys.justEnrolled(phone);
        String until = "wait until "
                + Instant.parse(fresh.devices()
                                .getFirst()
                                .get("cooling_off_until")
                                .toString())
                        .truncatedTo(ChronoUnit.SECONDS);

        assertThatThrownBy(() -> fresh.scan(logins.create(PAYMENT).qrLink())).hasMessageContaining(until);
        assertThatThrownBy(() -> fresh.approve(scanned)).hasMessageContaining(until);
    }

    @Test
    void anUnrequiredPasskeyDoesNotCountDuringCoolingOff() {
        HeadlessPhone fresh = EnrolledPhones.enrolled();
        HeadlessPasskey itsPasskey = passkeys.addPasskey(passkeys.pastCoolingOff(fresh));
        passkeys.justEnrolled(fresh);
        TestChallenge usual = logins.create();

        fresh.approve(fresh.scan(usual.qrLink()), itsPasskey);

        assertThat(approval(usual).acr()).isEqualTo(Acr.QR);
        assertThat(approval(usual).amr()).containsExactly("pop", "swk");
    }

    private Approval approval(TestChallenge approved) {
        return ((Approved) logins.load(approved)).approval();
    }
}
