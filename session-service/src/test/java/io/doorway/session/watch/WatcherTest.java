package io.doorway.session.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.store.Loaded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatcherTest {
    private static final Judgement UNSUSPICIOUS = new Judgement(false, List.of(), Check.NONE, false);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ChallengeId ID = ChallengeId.of(new byte[ChallengeId.BYTES]);

    private final List<String> said = new ArrayList<>();
    private Instant now = START;
    private final Watcher watcher = new Watcher(ID, new RecordingLine(), () -> now);
    private final Decision<Created> created = Created.create(ID, asked(), SecretBytes.of(new byte[32]));
    private final Decision<Scanned> scanned =
            created.next().scan(new Scan("credential", "account", UNSUSPICIOUS, START.plusSeconds(1)), null);

    @Test
    void anEventBetweenSubscribingAndReadingIsNotLost() {
        watcher.heard(scanned.event());
        watcher.admit(loaded(created));

        assertThat(said).containsExactly("created 1", "scanned 2");
    }

    @Test
    void anEventThatTheReadingAlreadyKnowsIsNotRepeated() {
        watcher.heard(scanned.event());
        watcher.admit(loaded(scanned));

        assertThat(said).containsExactly("scanned 2");
    }

    @Test
    void nothingIsSaidToWhoIsNotAdmitted() {
        watcher.heard(created.event());
        watcher.read(loaded(scanned));

        assertThat(said).isEmpty();
    }

    @Test
    void versionsOnlyGoUp() {
        watcher.admit(loaded(scanned));
        watcher.heard(created.event());
        watcher.read(loaded(created));

        assertThat(said).containsExactly("scanned 2");
    }

    @Test
    void aLongSilenceIsEndedByWhatWasJustRead() {
        watcher.admit(loaded(created));
        now = START.plusSeconds(8);
        watcher.read(loaded(created));
        now = START.plusSeconds(12);
        watcher.read(loaded(created));

        assertThat(said).containsExactly("created 1", "created 1");
    }

    private Loaded loaded(Decision<?> decision) {
        return new Loaded(decision.next(), now, true, List.of());
    }

    private static Asked asked() {
        return new Asked(
                "request",
                new RelyingParty("bank", "Harbour Bank", "bank.example"),
                new Action("login", null),
                List.of(),
                "urn:doorway:acr:qr",
                CheckPolicy.NEVER,
                new Browser("cookie", "key", "192.0.2.1", null, "a test", null, false),
                Route.CROSS_DEVICE,
                Timing.DEFAULT,
                START,
                null);
    }

    private final class RecordingLine implements Line {
        @Override
        public void say(StateMessage message) {
            said.add(message.state().wireName() + " " + message.version());
        }

        @Override
        public void lost() {
            said.add("lost");
        }

        @Override
        public void restarting() {
            said.add("restarting");
        }
    }
}
