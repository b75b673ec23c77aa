package io.doorway.approval.account.browser;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CredentialId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Browsers become known by events of logins, and are forgotten by the person. */
@ApprovalServiceTest
class KnownBrowsersTest extends CompletedLogins {

    @Test
    void aBrowserIsKnownAfterALoginWithATypedCode() {
        TestChallenge first = logins.create(request());
        phone.approve(phone.scan(first.qrLink()));
        logins.consume(first);
        awaitRemembered();

        ScannedLogin second = phone.scan(logins.create(request()).qrLink());

        assertThat(second.details()).containsEntry("check", "none").containsEntry("risk", List.of());
        assertThat(phone.approve(second).code()).isNull();
        assertThat(phone.browsers())
                .extracting(known -> known.get("description"))
                .containsExactly("Firefox on Linux");
    }

    @Test
    void aLoginThatADeviceApprovesInItsCoolingOffDoesNotMakeItsBrowserKnown() {
        passkeys.justEnrolled(phone);
        login(browser, Check.TYPED_CODE, false, now());

        assertThat(phone.browsers()).isEmpty();
        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aBrowserIsKnownToItsAccountOnly() {
        login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();

        ScannedLogin scanned =
                EnrolledPhones.enrolled().scan(logins.create(request()).qrLink());

        assertThat(scanned.details()).containsEntry("check", "typed-code");
    }

    @Test
    void aLoginWithoutATypedCodeDoesNotMakeABrowserKnown() {
        login(browser, Check.NONE, false, now());
        login(browser, Check.RETURN, false, now());

        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aSharedBrowserNeverBecomesKnown() {
        login(browser, Check.TYPED_CODE, true, now());

        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aKnownBrowserThatIsSharedIsTreatedAsUnknown() {
        login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();

        ScannedLogin scanned =
                phone.scan(logins.create(request().sharedBrowser()).qrLink());

        assertThat(scanned.details()).containsEntry("check", "typed-code");
    }

    @Test
    void aBrowserIsUnknownAfterNinetyDays() {
        login(browser, Check.TYPED_CODE, false, now().minus(Duration.ofDays(91)));
        awaitRemembered();

        assertThat(scan().details()).containsEntry("check", "typed-code");
        assertThat(phone.browsers()).isEmpty();
    }

    @Test
    void aLoginWithoutACodeDoesNotExtendTheNinetyDays() {
        Instant typed = now().minus(Duration.ofDays(89));
        login(browser, Check.TYPED_CODE, false, typed);
        login(browser, Check.NONE, false, now().minus(Duration.ofDays(1)));

        assertThat(phone.browsers())
                .extracting(known -> known.get("first_used_at"), known -> known.get("expires_at"))
                .containsExactly(
                        tuple(typed.toString(), typed.plus(Duration.ofDays(90)).toString()));
    }

    @Test
    void aForgottenBrowserRequiresACodeAgain() {
        login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();

        phone.forgetBrowser(id());

        assertThat(phone.browsers()).isEmpty();
        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void disowningALoginForgetsItsBrowser() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());

        phone.disown(login.challengeId().value()).expect(204);

        assertThat(phone.browsers()).isEmpty();
        assertThat(scan().details()).containsEntry("check", "typed-code");
        assertThat(browserEvents(2)).hasExactlyElementsOfTypes(BrowserRemembered.class, BrowserForgotten.class);
    }

    @Test
    void theBrowsersThatADeviceMadeKnownAreForgottenWhenItIsRevoked() {
        login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();
        HeadlessPhone owner = older();

        owner.remove(phone.identity().credentialId(), null).expect(204);

        assertThat(owner.browsers()).as("at once").isEmpty();
        assertThat(owner.scan(logins.create(request()).qrLink()).details()).containsEntry("check", "typed-code");
        assertThat(browserEvents(2).getLast()).isInstanceOfSatisfying(BrowserForgotten.class, forgotten -> {
            assertThat(forgotten.because()).isEqualTo(BrowserForgotten.ForgottenBecause.DEVICE_REVOKED);
            assertThat(forgotten.credential())
                    .isEqualTo(new CredentialId(phone.identity().credentialId()));
        });
        AwaitActivity.of(
                owner,
                listed -> listed.stream()
                        .anyMatch(entry -> entry.get("kind").equals("browser_forgotten")
                                && "device_revoked".equals(entry.get("reason"))));
    }

    @Test
    void theBrowsersOfOtherDevicesStayKnownWhenADeviceIsRevoked() {
        login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();
        HeadlessPhone owner = older();
        HeadlessPhone another = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));

        owner.remove(another.identity().credentialId(), null).expect(204);
        AwaitActivity.of(
                owner,
                listed -> listed.stream().anyMatch(entry -> entry.get("kind").equals("device_removed")));

        assertThat(owner.browsers()).hasSize(1);
    }

    @Test
    void anotherAccountsBrowserIsNotFound() {
        login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();
        String id = id();

        assertRefused("browser-not-found", () -> EnrolledPhones.enrolled().forgetBrowser(id));
        assertRefused("browser-not-found", () -> phone.forgetBrowser("no-such-browser"));

        assertThat(phone.browsers()).hasSize(1);
    }

    @Test
    void aListRequiresASignedMessage() {
        assertThat(EnrolledPhones.http().get("/browsers", "").problem()).isEqualTo("malformed-message");
    }
}
