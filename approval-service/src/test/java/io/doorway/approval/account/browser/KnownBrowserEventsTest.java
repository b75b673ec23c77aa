package io.doorway.approval.account.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CredentialId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An event is delivered at least once, and only reports: what makes a browser known is in the store. */
@ApprovalServiceTest
class KnownBrowserEventsTest extends CompletedLogins {

    @Test
    void anAuthenticEventOfADeviceThatIsNotRevokedForgetsNothing() {
        login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();

        publish(new DeviceRevoked(
                UUID.randomUUID().toString(),
                now(),
                new CredentialId(phone.identity().credentialId()),
                new AccountId(account),
                DeviceRevoked.RevokedBy.PERSON,
                null,
                null,
                null,
                null));
        AwaitActivity.of(
                phone,
                listed -> listed.stream().anyMatch(entry -> entry.get("kind").equals("device_removed")));

        assertThat(phone.browsers()).hasSize(1);
    }

    @Test
    void aSecondDeliveryDoesNotRestoreAForgottenBrowser() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();
        phone.forgetBrowser(id());

        publishAgain(login);

        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aNewTypedCodeRestoresAForgottenBrowser() {
        login(browser, Check.TYPED_CODE, false, now());
        awaitRemembered();
        phone.forgetBrowser(id());

        login(browser, Check.TYPED_CODE, false, now().plusSeconds(1));

        assertThat(scan().details()).containsEntry("check", "none");
    }

    @Test
    void aSecondDeliveryPublishesNoSecondEvent() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());
        publishAgain(login);
        phone.forgetBrowser(id());
        phone.forgetBrowser(idOf(browserEvents(2).getFirst()));

        assertThat(browserEvents(2)).hasExactlyElementsOfTypes(BrowserRemembered.class, BrowserForgotten.class);
    }

    @Test
    void anAuthenticEventOfALoginThatIsNotStoredMakesNoBrowserKnown() {
        ChallengeConsumed stored = login(browser, Check.NONE, false, now());
        publish(new ChallengeConsumed(
                ChallengeId.random(random),
                4,
                now(),
                stored.client(),
                stored.clientName(),
                stored.clientDomain(),
                stored.action(),
                stored.actionDetails(),
                stored.credential(),
                stored.account(),
                stored.acr(),
                stored.amr(),
                Check.TYPED_CODE,
                browser,
                stored.browserIp(),
                null,
                stored.browserAgent(),
                false,
                null));
        AwaitActivity.of(phone, 3);

        assertThat(phone.browsers()).isEmpty();
        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void theStoreAndNotTheEventDecidesWhoseBrowserBecomesKnownAndHow() {
        ChallengeConsumed stored = login(browser, Check.NONE, false, now());
        publishAgain(new ChallengeConsumed(
                stored.challengeId(),
                stored.version(),
                now().plus(Duration.ofMinutes(5)),
                stored.client(),
                stored.clientName(),
                stored.clientDomain(),
                stored.action(),
                stored.actionDetails(),
                stored.credential(),
                stored.account(),
                stored.acr(),
                stored.amr(),
                Check.TYPED_CODE,
                "another-browser",
                stored.browserIp(),
                null,
                stored.browserAgent(),
                false,
                null));

        assertThat(phone.browsers()).isEmpty();
        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aLoginOfAnUnknownAccountIsSkipped() {
        login("unknown-account", browser, Check.TYPED_CODE, false, now());
        login(browser, Check.TYPED_CODE, false, now());

        assertThat(awaitRemembered().account()).isEqualTo(new AccountId(account));
    }
}
