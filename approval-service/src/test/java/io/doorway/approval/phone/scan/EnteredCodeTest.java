package io.doorway.approval.phone.scan;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.secret.LoginCode;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.store.redis.RedisLoginCodes;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code of a login page, entered in the app in place of a scan. */
@ApprovalServiceTest
class EnteredCodeTest {

    private static final LoginRequestBuilder ENTERED = LoginRequestBuilder.DEFAULT.enteredCode();
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    TestChallenges logins;

    @Inject
    RedisLoginCodes codes;

    private HeadlessPhone phone;

    @BeforeEach
    void enrol() {
        phone = EnrolledPhones.enrolled();
    }

    @Test
    void itIsSignedShownAndRequiresAConfirmationCodeThatNoPolicyWaives() {
        ScannedLogin login = phone.enterCode(codeOf(logins.create(ENTERED)));

        assertThat(login.details())
                .containsEntry("frame_source", "code")
                .containsEntry("route", "entered-code")
                .containsEntry("risk", List.of("new_browser", "entered_code"))
                .containsEntry("check", "typed-code");
        assertThat(phone.approve(login).code()).hasSize(6);
    }

    @Test
    void itIsReadAsAPersonTypesIt() {
        String code = codeOf(logins.create(ENTERED));

        ScannedLogin login = phone.enterCode(" " + code.toLowerCase(Locale.ROOT).replace("-", " "));

        assertThat(phone.enterCode(code).transcript()).as("repeated").isEqualTo(login.transcript());
    }

    @Test
    void unknownExpiredCancelledAndAnotherPhonesCodesHaveOneAnswer() {
        String used = codeOf(logins.create(ENTERED));
        EnrolledPhones.enrolled().enterCode(used);
        String expired = codeOf(logins.createEarlier(Duration.ofMinutes(3), ENTERED));
        TestChallenge cancelled = logins.create(ENTERED);
        String ofCancelled = codeOf(cancelled);
        logins.change(
                cancelled, snapshot -> ((Created) snapshot.challenge()).cancel(Canceller.BROWSER, snapshot.now()));

        for (String code : List.of(LoginCode.random(RANDOM).display(), used, expired, ofCancelled)) {
            assertRefused("challenge-not-found", () -> phone.enterCode(code));
        }
    }

    @Test
    void whatRequiresAPasskeyIsNotClaimedForABrowserThatTheAccountDoesNotKnow() {
        TestChallenge login = logins.create(ENTERED.acr(Acr.PASSKEY));

        assertRefused("scan-required", () -> phone.enterCode(codeOf(login)));

        assertThat(logins.load(login)).isInstanceOf(Created.class);
    }

    @Test
    void aScanOfAChallengeThatIsEnteredByCodeIsRefused() {
        TestChallenge login = logins.create(ENTERED);

        assertRefused("challenge-not-found", () -> phone.scan(login.qrLink()));
        assertRefused("challenge-not-found", () -> phone.open(login.qrLink()));
    }

    @Test
    void itReplacesNoPendingLogin() {
        ScannedLogin pending = phone.scan(logins.create().qrLink());

        assertRefused("login-pending", () -> phone.enterCode(codeOf(logins.create(ENTERED.browserKey("another")))));

        phone.approve(pending);
    }

    private String codeOf(TestChallenge login) {
        LoginCode code = LoginCode.random(RANDOM);
        assertThat(codes.assign(code, login.id(), Duration.ofMinutes(2)).await().indefinitely())
                .isTrue();
        return code.display();
    }
}
