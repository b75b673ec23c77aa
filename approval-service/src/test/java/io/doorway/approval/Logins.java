package io.doorway.approval;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.event.ChallengeApproved;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.secret.SecretText;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.doorway.testkit.phone.HeadlessPhone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Challenges as challenge-service makes them. */
@ApplicationScoped
class Logins {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChallengeStore store;
    private final Transitions transitions;
    private final RandomGenerator random;

    Logins(ChallengeStore store, Transitions transitions, RandomGenerator random) {
        this.store = store;
        this.transitions = transitions;
        this.random = random;
    }

    /** A challenge that was created just now. */
    Login waiting() {
        return waiting(Asking.USUAL);
    }

    /** A challenge that was created just now. */
    Login waiting(Asking asking) {
        return createdBefore(Duration.ZERO, asking);
    }

    /** A challenge that was created some time ago and has waited since. */
    Login createdBefore(Duration age) {
        return createdBefore(age, Asking.USUAL);
    }

    /** The same, with other wishes of the relying party. */
    Login createdBefore(Duration age, Asking asking) {
        byte[] frameKey = new byte[32];
        random.nextBytes(frameKey);
        Instant createdAt = store.now().await().atMost(PATIENCE).minus(age);
        Created created = transitions
                .create(Created.create(ChallengeId.random(random), asking.at(createdAt), SecretBytes.of(frameKey)))
                .await()
                .atMost(PATIENCE);
        return new Login(created);
    }

    /** The challenge as the store has it now. */
    Challenge now(Login login) {
        return store.load(login.id())
                .await()
                .atMost(PATIENCE)
                .map(Loaded::challenge)
                .orElseThrow();
    }

    /** A login of the phone's person, through to the end. */
    Login loggedIn(HeadlessPhone phone) {
        return loggedIn(phone, Asking.USUAL);
    }

    /** A login of the phone's person, through to the end. */
    Login loggedIn(HeadlessPhone phone, Asking asking) {
        Login login = waiting(asking);
        phone.approve(phone.scan(login.link()));
        consume(login);
        return login;
    }

    /** The browser takes the approval, having presented what was handed over. */
    void consume(Login login) {
        change(login, loaded -> {
            Approved approved = (Approved) loaded.challenge();
            Consumption consumption = new Consumption(SecretText.of("code"), approved.check(), loaded.now());
            return new Verdict.Change<>(approved.consume(consumption), "consumed");
        });
    }

    /** Has the approval be that much older, and its deadline that much nearer. */
    void approvedEarlier(Login login, Duration earlier) {
        change(login, loaded -> {
            Approved now = (Approved) loaded.challenge();
            Approved before = new Approved(
                    now.id(),
                    now.version() + 1,
                    now.asked(),
                    now.scan(),
                    now.approval(),
                    now.handover(),
                    now.deadline().minus(earlier));
            return new Verdict.Change<>(new Decision<>(before, ChallengeApproved.of(before)), "earlier");
        });
    }

    /** Changes the challenge behind the phone's back. */
    void change(Login login, Function<Loaded, Verdict<String>> change) {
        transitions.change(login.id(), Fence.NONE, change).await().atMost(PATIENCE);
    }

    /** A challenge, with the frames that its page shows. */
    final class Login {
        private final Created created;

        private Login(Created created) {
            this.created = created;
        }

        ChallengeId id() {
            return created.id();
        }

        /** What the QR code holds right now. */
        String link() {
            QrFrames frames = QrFrames.of(created);
            return linkOf(frames.second(store.now().await().atMost(PATIENCE)));
        }

        /** What the QR code held in some second since it was created. */
        String linkOf(int second) {
            return Phones.ISSUER + "/q/" + QrFrames.of(created).at(second).encode();
        }
    }
}
