package io.doorway.approval.account;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The ways back into an account: {@code docs/recovery.md}. */
@ApprovalServiceTest
class RecoveryTest {
    private static final LoginRequestBuilder PAYMENT = LoginRequestBuilder.DEFAULT.acr(Acr.PASSKEY);

    @Inject
    TestPasskeys passkeys;

    @Inject
    TestChallenges logins;

    @Test
    void theOnlyPhoneIsGone() {
        String account = EnrolledPhones.account();
        HeadlessPhone gone = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));

        EnrolledPhones.operator("enrolment")
                .delete("/admin/accounts/" + account + "/devices/"
                        + gone.identity().credentialId())
                .then()
                .statusCode(204);
        HeadlessPhone replacement = EnrolledPhones.enrolled(account);

        assertRefused("credential-not-active", gone::devices);
        assertThat(replacement.scan(logins.create().qrLink()).challengeId()).isNotEmpty();
        assertRefused(
                "cooling-off", () -> replacement.scan(logins.create(PAYMENT).qrLink()));
    }

    @Test
    void theOnlyPhoneIsGoneAndTheOperatorOnlyInvitesANewOne() {
        String account = EnrolledPhones.account();
        HeadlessPhone gone = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone replacement = passkeys.enrolledAgo(Duration.ofMinutes(90), EnrolledPhones.enrolled(account));

        assertThat(replacement.remove(gone.identity().credentialId(), null).status())
                .as("the old phone, or who found it, has a day to object")
                .isEqualTo(202);
    }

    @Test
    void theOnlyPasskeyIsGone() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey gone = passkeys.addPasskey(phone);
        phone.removePasskey(gone.id());

        HeadlessPasskey replacement = phone.addPasskey();

        var waiting = logins.create(PAYMENT);
        assertRefused("cooling-off", () -> phone.scan(waiting.qrLink()));
        passkeys.becomesActive(replacement);
        phone.approve(phone.scan(waiting.qrLink()), replacement);
        assertThat(((Approved) logins.load(waiting)).approval().acr()).isEqualTo(Acr.PASSKEY);
    }
}
