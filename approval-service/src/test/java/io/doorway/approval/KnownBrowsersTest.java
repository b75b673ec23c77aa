package io.doorway.approval;

import static io.doorway.approval.Phones.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.BrowserForgotten;
import io.doorway.protocol.event.BrowserRemembered;
import io.doorway.protocol.event.ChallengeConsumed;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.ScannedLogin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Browsers are remembered by what Kafka tells of logins, and forgotten by the person. */
@ApprovalServiceTest
class KnownBrowsersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Logins logins;

    @Inject
    EventLog log;

    @Inject
    RandomGenerator random;

    private final String browser = "browser-" + UUID.randomUUID();
    private String account;
    private HeadlessPhone phone;

    @BeforeEach
    void aPersonWithAPhone() {
        account = Phones.account();
        phone = Phones.enrolled(account);
    }

    @Test
    void aBrowserIsKnownAfterALoginWithTheCode() {
        Logins.Login first = logins.waiting(unknown());
        phone.approve(phone.scan(first.link()));
        logins.consume(first);
        awaitKnown();

        ScannedLogin second = phone.scan(logins.waiting(unknown()).link());

        assertThat(second.details()).containsEntry("check", "none").containsEntry("risk", List.of());
        assertThat(phone.approve(second).code()).isNull();
        assertThat(phone.browsers())
                .extracting(known -> known.get("description"))
                .containsExactly("Firefox on Linux");
    }

    @Test
    void itIsKnownToThatAccountAlone() {
        tell(login(browser, Check.TYPED_CODE, false, now()));
        awaitKnown();

        ScannedLogin theirs = Phones.enrolled().scan(logins.waiting(unknown()).link());

        assertThat(theirs.details()).containsEntry("check", "typed-code");
    }

    @Test
    void aLoginWithoutTheCodeMakesNothingKnown() {
        tell(login(browser, Check.NONE, false, now()));
        tell(login(browser, Check.RETURN, false, now()));
        tellLast();

        assertThat(ask().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aBrowserThatOthersUseTooIsNeverRemembered() {
        tell(login(browser, Check.TYPED_CODE, true, now()));
        tellLast();

        assertThat(ask().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aKnownBrowserThatSaysOthersUseItIsAStranger() {
        tell(login(browser, Check.TYPED_CODE, false, now()));
        awaitKnown();

        ScannedLogin scanned =
                phone.scan(logins.waiting(unknown().sharedWithOthers()).link());

        assertThat(scanned.details()).containsEntry("check", "typed-code");
    }

    @Test
    void afterNinetyDaysItIsUnknownAgain() {
        tell(login(browser, Check.TYPED_CODE, false, now().minus(Duration.ofDays(91))));
        awaitKnown();

        assertThat(ask().details()).containsEntry("check", "typed-code");
        assertThat(phone.browsers()).isEmpty();
    }

    @Test
    void aLoginWithoutACodeDoesNotProlongTheNinetyDays() {
        Instant typed = now().minus(Duration.ofDays(89));
        tell(login(browser, Check.TYPED_CODE, false, typed));
        tell(login(browser, Check.NONE, false, now().minus(Duration.ofDays(1))));
        tellLast();

        assertThat(phone.browsers())
                .extracting(known -> known.get("first_used_at"), known -> known.get("expires_at"))
                .containsExactly(
                        tuple(typed.toString(), typed.plus(Duration.ofDays(90)).toString()));
    }

    @Test
    void aForgottenBrowserIsAskedForACodeAgain() {
        tell(login(browser, Check.TYPED_CODE, false, now()));
        awaitKnown();

        phone.forgetBrowser(id());

        assertThat(phone.browsers()).isEmpty();
        assertThat(ask().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aLoginThatWasNotThePersonsForgetsItsBrowser() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());
        tell(login);
        tellLast();

        phone.disown(login.challengeId().value()).expect(204);

        assertThat(phone.browsers()).isEmpty();
        assertThat(ask().details()).containsEntry("check", "typed-code");
        assertThat(browserEvents(2)).hasExactlyElementsOfTypes(BrowserRemembered.class, BrowserForgotten.class);
    }

    @Test
    void anEventThatComesAgainDoesNotBringBackWhatWasForgotten() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());
        tell(login);
        awaitKnown();
        phone.forgetBrowser(id());

        tell(login);
        tellLast();

        assertThat(ask().details()).containsEntry("check", "typed-code");
    }

    @Test
    void aNewCodeBringsBackWhatWasForgotten() {
        tell(login(browser, Check.TYPED_CODE, false, now()));
        awaitKnown();
        phone.forgetBrowser(id());

        tell(login(browser, Check.TYPED_CODE, false, now().plusSeconds(1)));
        tellLast();

        assertThat(ask().details()).containsEntry("check", "none");
    }

    @Test
    void anEventThatComesTwiceIsToldOnce() {
        ChallengeConsumed login = login(browser, Check.TYPED_CODE, false, now());
        tell(login);
        tell(login);
        tellLast();
        phone.forgetBrowser(id());
        phone.forgetBrowser(idOf(browserEvents(2).getFirst()));

        assertThat(browserEvents(2)).hasExactlyElementsOfTypes(BrowserRemembered.class, BrowserForgotten.class);
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        append("""
                {"type":"NoSuchEvent"}""");
        append("""
                {"type":"ChallengeConsumed","at":"never"}""");
        append("""
                {"type":"ChallengeConsumed",""");
        tell(login(browser, Check.TYPED_CODE, false, now()));

        assertThat(awaitKnown().account()).isEqualTo(account);
    }

    @Test
    void aLoginOfAnAccountThatIsNotHereIsPassedOver() {
        tell(login("nobody-here", browser, Check.TYPED_CODE, false, now()));
        tell(login(browser, Check.TYPED_CODE, false, now()));

        assertThat(awaitKnown().account()).isEqualTo(account);
    }

    @Test
    void anotherAccountsBrowserIsLikeNone() {
        tell(login(browser, Check.TYPED_CODE, false, now()));
        awaitKnown();
        String id = id();

        refused("browser-not-found", () -> Phones.enrolled().forgetBrowser(id));
        refused("browser-not-found", () -> phone.forgetBrowser("no-such-browser"));

        assertThat(phone.browsers()).hasSize(1);
    }

    @Test
    void aListIsOnlyForWhoSigned() {
        assertThat(Phones.line().get("/browsers", "").problem()).isEqualTo("malformed-message");
    }

    private Asking unknown() {
        return Asking.USUAL.policy(CheckPolicy.UNKNOWN).in(browser);
    }

    private ScannedLogin ask() {
        return phone.scan(logins.waiting(unknown()).link());
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

    private ChallengeConsumed login(String whose, String key, Check check, boolean shared, Instant at) {
        return new ChallengeConsumed(
                ChallengeId.random(random),
                4,
                at,
                "bank",
                "Demo Bank",
                "bank.example.org",
                phone.identity().credentialId(),
                whose,
                "urn:doorway:acr:qr",
                List.of("pop", "swk"),
                check,
                key,
                "127.0.0.1",
                null,
                "Firefox on Linux",
                shared,
                null);
    }

    private void tell(ChallengeConsumed login) {
        append(Json.write(login));
    }

    /** One key, so that all of this test's events are in one partition and are followed in order. */
    private void append(String value) {
        OutboxEntry entry = new OutboxEntry(0, "", Topics.TRANSITIONS, account, value, null);
        log.append(List.of(entry)).await().atMost(PATIENCE);
    }

    /** Tells of a login of another account, and waits until that is followed: then everything before it was. */
    private void tellLast() {
        ChallengeConsumed last = login(Phones.account(), browser, Check.TYPED_CODE, false, now());
        tell(last);
        assertThat(TopicReader.events(
                        Topics.DEVICES,
                        1,
                        event -> event instanceof BrowserRemembered remembered
                                && remembered
                                        .challengeId()
                                        .equals(last.challengeId().value())))
                .hasSize(1);
    }

    private BrowserRemembered awaitKnown() {
        return (BrowserRemembered) browserEvents(1).getFirst();
    }

    private List<Event> browserEvents(int expected) {
        return TopicReader.events(
                Topics.DEVICES,
                expected,
                event -> event instanceof BrowserEvent told && told.account().equals(account));
    }
}
