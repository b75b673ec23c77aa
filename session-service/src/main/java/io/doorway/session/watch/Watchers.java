package io.doorway.session.watch;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.store.Loaded;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Who waits at this instance, by challenge. */
@ApplicationScoped
class Watchers {

    /** A tab, its reload and a spare: more is not one person waiting. */
    static final int MOST_PER_CHALLENGE = 3;

    private final ConcurrentMap<String, Watched> challenges = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Watchers(InstantSource clock, MeterRegistry metrics) {
        this.clock = clock;
        metrics.gaugeMapSize("doorway.watched.challenges", List.of(), challenges);
    }

    /** From now on the watcher hears of its challenge; it says nothing before it is admitted. */
    void join(Watcher watcher) {
        challenges.compute(watcher.id().value(), (id, found) -> {
            Watched watched = found == null ? new Watched(clock.millis()) : found;
            watched.watchers.add(watcher);
            return watched;
        });
    }

    /**
     * Lets a watcher that has joined be told.
     *
     * @return false if its challenge has as many as it may
     */
    boolean admit(Watcher watcher, Loaded loaded) {
        AtomicBoolean room = new AtomicBoolean();
        challenges.computeIfPresent(watcher.id().value(), (id, found) -> {
            room.set(found.admitted.size() < MOST_PER_CHALLENGE && found.admitted.add(watcher));
            return found;
        });
        if (room.get()) {
            watcher.admit(loaded);
        }
        return room.get();
    }

    /** Leaving twice is no error. */
    void leave(Watcher watcher) {
        challenges.computeIfPresent(watcher.id().value(), (id, found) -> {
            found.watchers.remove(watcher);
            found.admitted.remove(watcher);
            return found.watchers.isEmpty() ? null : found;
        });
    }

    /** Whether anybody here waits for the challenge; what nobody waits for need not be read at all. */
    boolean watch(String challengeId) {
        return challenges.containsKey(challengeId);
    }

    void heard(ChallengeEvent event) {
        tell(event.challengeId().value(), watcher -> watcher.heard(event));
    }

    void read(Loaded loaded) {
        tell(loaded.challenge().id().value(), watcher -> watcher.read(loaded));
    }

    void lost(ChallengeId id) {
        tell(id.value(), watcher -> watcher.line().lost());
    }

    /** Every challenge of which nothing was heard for the given time; asking counts as hearing. */
    List<ChallengeId> silentFor(long millis) {
        long now = clock.millis();
        List<ChallengeId> silent = new ArrayList<>();
        challenges.forEach((id, watched) -> {
            if (now - watched.newsAt >= millis) {
                watched.newsAt = now;
                silent.add(new ChallengeId(id));
            }
        });
        return silent;
    }

    /** Who waits is sent to another instance before this one stops, or stopping would wait for them. */
    void sendAway(@Observes ShutdownDelayInitiatedEvent stopping) {
        challenges.keySet().forEach(id -> tell(id, watcher -> watcher.line().restarting()));
    }

    private void tell(String id, Consumer<Watcher> what) {
        of(id).forEach(what);
    }

    /** A copy, made under the map's lock: whoever is told may leave at once, which takes the lock again. */
    private List<Watcher> of(String id) {
        List<Watcher> copy = new ArrayList<>(MOST_PER_CHALLENGE);
        challenges.computeIfPresent(id, (key, found) -> {
            found.newsAt = clock.millis();
            copy.addAll(found.watchers);
            return found;
        });
        return copy;
    }

    private static final class Watched {
        private final List<Watcher> watchers = new ArrayList<>(1);
        private final Set<Watcher> admitted = new HashSet<>();
        private volatile long newsAt;

        private Watched(long newsAt) {
            this.newsAt = newsAt;
        }
    }
}
