package io.doorway.approval.account.browser;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Browsers become known by events of logins, and are forgotten by the person. */
@ApprovalServiceTest
class KnownBrowsersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    TestChallenges logins;

    @Inject
    EventLog log;

    @Inject
    EventSigner signer;

    @Inject
    TestPasskeys passkeys;

    @Inject
    RandomGenerator random;

    private final String browser = "browser-" + UUID.randomUUID();
    private String account;
    private HeadlessPhone phone;

    @BeforeEach
    void enrolPhone() {
        account = EnrolledPhones.account();
        phone = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
    }

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

    /** A device of the account that was enrolled before the phone. */
    private HeadlessPhone older() {
        return passkeys.enrolledAgo(Duration.ofHours(3), EnrolledPhones.enrolled(account));
    }

    private LoginRequestBuilder request() {
        return LoginRequestBuilder.DEFAULT.checkPolicy(CheckPolicy.UNKNOWN).browserKey(browser);
    }

    private ScannedLogin scan() {
        return phone.scan(logins.create(request()).qrLink());
    }

    private String id() {
        return phone.browsers().getFirst().get("browser_id").toString();
    }

    private static String idOf(Event event) {
        return ((BrowserEvent) event).browser();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A login in the store that the browser completed at this time, and whose event is processed. */
    private ChallengeConsumed login(String key, Check check, boolean shared, Instant at) {
        ChallengeConsumed event = login(account, key, check, shared, at);
        awaitActivity(phone, event.challengeId(), "login");
        return event;
    }

    private ChallengeConsumed login(String ofAccount, String key, Check check, boolean shared, Instant at) {
        LoginRequestBuilder request = LoginRequestBuilder.DEFAULT.browserKey(key);
        TestChallenge login = logins.create(shared ? request.sharedBrowser() : request);
        Scan scan = new Scan(
                new CredentialId(phone.identity().credentialId()),
                new AccountId(ofAccount),
                FrameSource.CAMERA,
                new RiskAssessment(false, List.of(), check, false),
                now());
        Approval approval = new Approval("transcript-hash", Acr.QR, List.of("pop", "swk"), Map.of(), now());
        AtomicReference<ChallengeEvent> event = new AtomicReference<>();
        logins.change(login, found -> ((Created) found.challenge()).scan(scan, null));
        logins.change(login, found -> ((Scanned) found.challenge()).approve(approval, null));
        logins.change(login, found -> {
            Transition<Consumed> consumed =
                    ((Approved) found.challenge()).consume(new Consumption(SecretText.of("code"), check, at));
            event.set(consumed.event());
            return consumed;
        });
        return (ChallengeConsumed) event.get();
    }

    /** Publishes the event of a login again, and a later one of the same key and another account, and waits for that. */
    private void publishAgain(ChallengeConsumed login) {
        HeadlessPhone other = EnrolledPhones.enrolled();
        publish(login);
        publish(new ChallengeExpired(
                login.challengeId(),
                login.version() + 1,
                now(),
                login.client(),
                login.clientName(),
                "login",
                null,
                StateName.APPROVED,
                new CredentialId(other.identity().credentialId()),
                new AccountId(other.identity().account()),
                null));
        awaitActivity(other, login.challengeId(), "expired");
    }

    private void publish(Event event) {
        log.append(List.of(OutboxEntry.direct(signer.sign(event)))).await().atMost(TIMEOUT);
    }

    /** An event is in the activity list after its browser has been processed. */
    private static void awaitActivity(HeadlessPhone reader, ChallengeId login, String kind) {
        AwaitActivity.of(
                reader,
                listed -> listed.stream()
                        .anyMatch(entry -> entry.get("id").equals(login.value())
                                && entry.get("kind").equals(kind)));
    }

    private BrowserRemembered awaitRemembered() {
        return (BrowserRemembered) browserEvents(1).getFirst();
    }

    private List<Event> browserEvents(int expected) {
        return TopicReader.events(
                Topics.DEVICES,
                expected,
                event -> event instanceof BrowserEvent browserEvent
                        && browserEvent.account().value().equals(account));
    }
}
