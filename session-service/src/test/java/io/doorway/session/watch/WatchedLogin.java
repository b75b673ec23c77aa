package io.doorway.session.watch;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.secret.SecretText;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Outcome;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.doorway.testkit.browser.HeadlessBrowser;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A challenge of one headless browser, moved on by the test in place of the other services. */
final class WatchedLogin {
    private static final Judgement UNSUSPICIOUS = new Judgement(false, List.of(), Check.NONE, false);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Transitions transitions;
    private final ChallengeId id;

    private WatchedLogin(Transitions transitions, ChallengeId id) {
        this.transitions = transitions;
        this.id = id;
    }

    static WatchedLogin begin(Transitions transitions, ChallengeStore store, HeadlessBrowser browser) {
        return begin(transitions, store, browser, Timing.DEFAULT);
    }

    static WatchedLogin begin(Transitions transitions, ChallengeStore store, HeadlessBrowser browser, Timing timing) {
        ChallengeId id = ChallengeId.random(RANDOM);
        Browser waiting = new Browser(
                Sha256.text(browser.bindingCookie()),
                browser.key().thumbprint(),
                "192.0.2.1",
                null,
                "a test",
                null,
                false);
        Asked asked = new Asked(
                "request-1",
                new RelyingParty("bank", "Harbour Bank", "bank.example"),
                new Action("login", null),
                List.of("name"),
                "urn:doorway:acr:qr",
                CheckPolicy.NEVER,
                waiting,
                Route.CROSS_DEVICE,
                timing,
                store.now().await().atMost(PATIENCE),
                null);
        byte[] frameKey = new byte[32];
        RANDOM.nextBytes(frameKey);
        transitions
                .create(Created.create(id, asked, SecretBytes.of(frameKey)))
                .await()
                .atMost(PATIENCE);
        return new WatchedLogin(transitions, id);
    }

    static String newCookie() {
        return Base64Url.random(RANDOM, 16);
    }

    String id() {
        return id.value();
    }

    void scan() {
        change(loaded -> ((Created) loaded.challenge())
                .scan(new Scan("credential-1", "account-1", UNSUSPICIOUS, loaded.now()), null));
    }

    void approve() {
        change(loaded -> ((Scanned) loaded.challenge())
                .approve(new Approval("hash", "urn:doorway:acr:qr", List.of("swk"), Map.of(), loaded.now()), null));
    }

    void consume() {
        change(loaded -> ((Approved) loaded.challenge())
                .consume(new Consumption(SecretText.of("code"), Check.NONE, loaded.now())));
    }

    /** Written to the store, and told to nobody: what a browser sees of it when Kafka is away. */
    void scanUntold(ChallengeStore store) {
        Loaded loaded = store.load(id).await().atMost(PATIENCE).orElseThrow();
        Scan scan = new Scan("credential-1", "account-1", UNSUSPICIOUS, loaded.now());
        store.commit(loaded, ((Created) loaded.challenge()).scan(scan, null), Fence.NONE)
                .await()
                .atMost(PATIENCE);
    }

    void reject() {
        change(loaded -> ((Scanned) loaded.challenge()).reject(RejectReason.NOT_ME, loaded.now()));
    }

    private void change(Function<Loaded, Decision<?>> decide) {
        Outcome<String> outcome = transitions
                .change(id, Fence.NONE, loaded -> new Verdict.Change<>(decide.apply(loaded), "done"))
                .await()
                .atMost(PATIENCE);
        if (!(outcome instanceof Outcome.Done<String>)) {
            throw new IllegalStateException("refused: " + outcome);
        }
    }
}
