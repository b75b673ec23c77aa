package io.doorway.approval.account.browser;

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
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
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

/** A phone whose account logs in with browsers, and the events of these logins. */
abstract class CompletedLogins {
    static final Duration TIMEOUT = Duration.ofSeconds(20);

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

    final String browser = "browser-" + UUID.randomUUID();
    String account;
    HeadlessPhone phone;

    @BeforeEach
    void enrolPhone() {
        account = EnrolledPhones.account();
        phone = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
    }

    /** A device of the account that was enrolled before the phone. */
    HeadlessPhone older() {
        return passkeys.enrolledAgo(Duration.ofHours(3), EnrolledPhones.enrolled(account));
    }

    LoginRequestBuilder request() {
        return LoginRequestBuilder.DEFAULT.checkPolicy(CheckPolicy.UNKNOWN).browserKey(browser);
    }

    ScannedLogin scan() {
        return phone.scan(logins.create(request()).qrLink());
    }

    String id() {
        return phone.browsers().getFirst().get("browser_id").toString();
    }

    static String idOf(Event event) {
        return ((BrowserEvent) event).browser();
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A login in the store that the browser completed at this time, and whose event is processed. */
    ChallengeConsumed login(String key, Check check, boolean shared, Instant at) {
        ChallengeConsumed event = login(account, key, check, shared, at);
        awaitActivity(phone, event.challengeId(), "login");
        return event;
    }

    ChallengeConsumed login(String ofAccount, String key, Check check, boolean shared, Instant at) {
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
    void publishAgain(ChallengeConsumed login) {
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

    void publish(Event event) {
        log.append(List.of(OutboxEntry.direct(signer.sign(event)))).await().atMost(TIMEOUT);
    }

    /** An event is in the activity list after its browser has been processed. */
    static void awaitActivity(HeadlessPhone reader, ChallengeId login, String kind) {
        AwaitActivity.of(
                reader,
                listed -> listed.stream()
                        .anyMatch(entry -> entry.get("id").equals(login.value())
                                && entry.get("kind").equals(kind)));
    }

    BrowserRemembered awaitRemembered() {
        return (BrowserRemembered) browserEvents(1).getFirst();
    }

    List<Event> browserEvents(int expected) {
        return TopicReader.events(
                Topics.DEVICES,
                expected,
                event -> event instanceof BrowserEvent browserEvent
                        && browserEvent.account().value().equals(account));
    }
}
