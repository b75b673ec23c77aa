package io.doorway.approval.account.browser;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
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
    RandomGenerator random;

    private final String browser = "browser-" + UUID.randomUUID();
    private String account;
    private HeadlessPhone phone;

    @BeforeEach
    void enrolPhone() {
        account = EnrolledPhones.account();
        phone = EnrolledPhones.enrolled(account);
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
    void aBrowserIsKnownToItsAccountOnly() {
        publish(login(browser, Check.TYPED_CODE, false, now()));
        awaitRemembered();

        ScannedLogin scanned =
                EnrolledPhones.enrolled().scan(logins.create(request()).qrLink());

        assertThat(scanned.details()).containsEntry("check", "typed-code");
    }

    @Test
    void aLoginWithoutATypedCodeDoesNotMakeABrowserKnown() {
        publish(login(browser, Check.NONE, false, now()));
        publish(login(browser, Check.RETURN, false, now()));
        publishAndAwaitLast();

        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aSharedBrowserNeverBecomesKnown() {
        publish(login(browser, Check.TYPED_CODE, true, now()));
        publishAndAwaitLast();

        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aKnownBrowserThatIsSharedIsTreatedAsUnknown() {
        publish(login(browser, Check.TYPED_CODE, false, now()));
        awaitRemembered();

        ScannedLogin scanned =
                phone.scan(logins.create(request().sharedBrowser()).qrLink());

        assertThat(scanned.details()).containsEntry("check", "typed-code");
    }

    @Test
    void aBrowserIsUnknownAfterNinetyDays() {
        publish(login(browser, Check.TYPED_CODE, false, now().minus(Duration.ofDays(91))));
        awaitRemembered();

        assertThat(scan().details()).containsEntry("check", "typed-code");
        assertThat(phone.browsers()).isEmpty();
    }

    @Test
    void aLoginWithoutACodeDoesNotExtendTheNinetyDays() {
        Instant typed = now().minus(Duration.ofDays(89));
        publish(login(browser, Check.TYPED_CODE, false, typed));
        publish(login(browser, Check.NONE, false, now().minus(Duration.ofDays(1))));
        publishAndAwaitLast();

        assertThat(phone.browsers())
                .extracting(known -> known.get("first_used_at"), known -> known.get("expires_at"))
                .containsExactly(
                        tuple(typed.toString(), typed.plus(Duration.ofDays(90)).toString()));
    }

    @Test
    void aForgottenBrowserRequiresACodeAgain() {
        publish(login(browser, Check.TYPED_CODE, false, now()));
        awaitRemembered();

        phone.forgetBrowser(id());

        assertThat(phone.browsers()).isEmpty();
        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void disowningALoginForgetsItsBrowser() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());
        publish(login);
        publishAndAwaitLast();

        phone.disown(login.challengeId().value()).expect(204);

        assertThat(phone.browsers()).isEmpty();
        assertThat(scan().details()).containsEntry("check", "typed-code");
        assertThat(browserEvents(2)).hasExactlyElementsOfTypes(BrowserRemembered.class, BrowserForgotten.class);
    }

    @Test
    void aSecondDeliveryDoesNotRestoreAForgottenBrowser() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());
        publish(login);
        awaitRemembered();
        phone.forgetBrowser(id());

        publish(login);
        publishAndAwaitLast();

        assertThat(scan().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aNewTypedCodeRestoresAForgottenBrowser() {
        publish(login(browser, Check.TYPED_CODE, false, now()));
        awaitRemembered();
        phone.forgetBrowser(id());

        publish(login(browser, Check.TYPED_CODE, false, now().plusSeconds(1)));
        publishAndAwaitLast();

        assertThat(scan().details()).containsEntry("check", "none");
    }

    @Test
    void aSecondDeliveryPublishesNoSecondEvent() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());
        publish(login);
        publish(login);
        publishAndAwaitLast();
        phone.forgetBrowser(id());
        phone.forgetBrowser(idOf(browserEvents(2).getFirst()));

        assertThat(browserEvents(2)).hasExactlyElementsOfTypes(BrowserRemembered.class, BrowserForgotten.class);
    }

    @Test
    void invalidRecordsAreSkipped() {
        append("""
                {"type":"NoSuchEvent"}""");
        append("""
                {"type":"ChallengeConsumed","at":"never"}""");
        append("""
                {"type":"ChallengeConsumed",""");
        publish(login(browser, Check.TYPED_CODE, false, now()));

        assertThat(awaitRemembered().account()).isEqualTo(new AccountId(account));
    }

    @Test
    void aLoginOfAnUnknownAccountIsSkipped() {
        publish(login("unknown-account", browser, Check.TYPED_CODE, false, now()));
        publish(login(browser, Check.TYPED_CODE, false, now()));

        assertThat(awaitRemembered().account()).isEqualTo(new AccountId(account));
    }

    @Test
    void anotherAccountsBrowserIsNotFound() {
        publish(login(browser, Check.TYPED_CODE, false, now()));
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

    private ChallengeConsumed login(String key, Check check, boolean shared, Instant at) {
        return login(account, key, check, shared, at);
    }

    private ChallengeConsumed login(String ofAccount, String key, Check check, boolean shared, Instant at) {
        return new ChallengeConsumed(
                ChallengeId.random(random),
                4,
                at,
                new ClientId("bank"),
                "Demo Bank",
                "bank.example.org",
                new CredentialId(phone.identity().credentialId()),
                new AccountId(ofAccount),
                Acr.QR,
                List.of("pop", "swk"),
                check,
                key,
                "127.0.0.1",
                null,
                "Firefox on Linux",
                shared,
                null);
    }

    private void publish(ChallengeConsumed login) {
        append(Json.write(login));
    }

    /** With one record key, so that all events of a test are in one partition and are consumed in order. */
    private void append(String value) {
        OutboxEntry entry = new OutboxEntry(0, "", Topics.TRANSITIONS, account, value, null);
        log.append(List.of(entry)).await().atMost(TIMEOUT);
    }

    /** Publishes a login of another account and waits until its event is consumed, and with it all events before it. */
    private void publishAndAwaitLast() {
        ChallengeConsumed last = login(EnrolledPhones.account(), browser, Check.TYPED_CODE, false, now());
        publish(last);
        assertThat(TopicReader.events(
                        Topics.DEVICES,
                        1,
                        event -> event instanceof BrowserRemembered remembered
                                && remembered.challengeId().equals(last.challengeId())))
                .hasSize(1);
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
