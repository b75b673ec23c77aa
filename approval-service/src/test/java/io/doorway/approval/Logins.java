package io.doorway.approval;

import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        return createdBefore(Duration.ZERO);
    }

    /** A challenge that was created some time ago and has waited since. */
    Login createdBefore(Duration age) {
        byte[] frameKey = new byte[32];
        random.nextBytes(frameKey);
        Instant createdAt = store.now().await().atMost(PATIENCE).minus(age);
        Created created = transitions
                .create(Created.create(ChallengeId.random(random), asked(createdAt), SecretBytes.of(frameKey)))
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

    private static Asked asked(Instant createdAt) {
        return new Asked(
                "request-1",
                new RelyingParty("bank", "Demo Bank", "bank.example.org"),
                new Action("login", "Log in to your accounts"),
                List.of("email", "name", "phone_number"),
                "urn:doorway:acr:qr",
                CheckPolicy.NEVER,
                new Browser("cookie-hash", "key-thumbprint", "203.0.113.7", null, "Firefox on Linux", null, false),
                Route.CROSS_DEVICE,
                Timing.DEFAULT,
                createdAt,
                null);
    }
}
