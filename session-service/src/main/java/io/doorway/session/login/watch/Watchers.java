package io.doorway.session.login.watch;

import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.web.shutdown.GracefulShutdown;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The watchers at this instance, by challenge. */
@Singleton
class Watchers {

    /** A tab, its reload, and one more. One person does not need more. */
    static final int MAX_PER_CHALLENGE = 3;

    private final ConcurrentMap<ChallengeId, Watched> challenges = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final GracefulShutdown shutdown;

    Watchers(InstantSource clock, GracefulShutdown shutdown, MeterRegistry metrics) {
        this.clock = clock;
        this.shutdown = shutdown;
        metrics.gaugeMapSize("doorway.watch.challenges", List.of(), challenges);
    }

    /** Passes the events of its challenge to the watcher from now on. It sends nothing until it is admitted. */
    void subscribe(Watcher watcher) {
        challenges.compute(watcher.id(), (id, found) -> {
            Watched watched = found == null ? new Watched(clock.millis()) : found;
            watched.watchers.add(watcher);
            return watched;
        });
    }

    /**
     * Admits a subscribed watcher.
     *
     * @return false if its challenge already has {@link #MAX_PER_CHALLENGE}
     */
    boolean admit(Watcher watcher, ChallengeSnapshot loaded) {
        AtomicBoolean admitted = new AtomicBoolean();
        challenges.computeIfPresent(watcher.id(), (id, found) -> {
            admitted.set(found.admitted.size() < MAX_PER_CHALLENGE && found.admitted.add(watcher));
            return found;
        });
        if (admitted.get()) {
            watcher.admit(loaded);
        }
        return admitted.get();
    }

    /** Has no effect if the watcher is not subscribed. */
    void unsubscribe(Watcher watcher) {
        challenges.computeIfPresent(watcher.id(), (id, found) -> {
            found.watchers.remove(watcher);
            found.admitted.remove(watcher);
            return found.watchers.isEmpty() ? null : found;
        });
    }

    /** Whether the challenge has a watcher at this instance. */
    boolean isWatched(ChallengeId id) {
        return challenges.containsKey(id);
    }

    void onEvent(ChallengeEvent event) {
        forEachWatcher(event.challengeId(), watcher -> watcher.onEvent(event));
    }

    void onState(ChallengeSnapshot loaded) {
        forEachWatcher(loaded.challenge().id(), watcher -> watcher.onState(loaded));
    }

    void onNotFound(ChallengeId id) {
        forEachWatcher(id, watcher -> watcher.channel().closeNotFound());
    }

    /**
     * The challenges for which nothing was received for the given time, the longest first. Each is returned once, and again after the same
     * time.
     */
    List<ChallengeId> claimIdle(Duration time, int limit) {
        long now = clock.millis();
        List<Idle> idle = challenges.entrySet().stream()
                .map(watched -> new Idle(watched.getKey(), watched.getValue(), watched.getValue().lastActivityAt))
                .filter(watched -> now - watched.since() >= time.toMillis())
                .sorted(Comparator.comparingLong(Idle::since))
                .limit(limit)
                .toList();
        idle.forEach(watched -> watched.watched().lastActivityAt = now);
        return idle.stream().map(Idle::id).toList();
    }

    /** A challenge and when something was last received for it, which may change while challenges are compared. */
    private record Idle(ChallengeId id, Watched watched, long since) {}

    /** The challenges whose deadline has passed without an event. Each is returned once, and again after the given time. */
    List<ChallengeId> claimOverdue(Duration again, int limit) {
        return challenges.entrySet().stream()
                .filter(watched ->
                        watched.getValue().watchers.stream().anyMatch(watcher -> watcher.claimOverdue(again)))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Sends a heartbeat to each watcher to which nothing was sent for a while. */
    void sendHeartbeats() {
        challenges.values().forEach(watched -> watched.watchers.forEach(Watcher::sendHeartbeat));
    }

    /** Watchers connect to another instance before this one stops. Otherwise the shutdown would wait for their connections. */
    void closeAll(@Observes ShutdownDelayInitiatedEvent event) {
        shutdown.close(() -> challenges.values().stream()
                .flatMap(watched -> watched.watchers.stream())
                .<Runnable>map(watcher -> watcher.channel()::closeForRestart)
                .toList());
    }

    private void forEachWatcher(ChallengeId id, Consumer<Watcher> action) {
        Watched watched = challenges.get(id);
        if (watched != null) {
            watched.lastActivityAt = clock.millis();
            watched.watchers.forEach(action);
        }
    }

    private static final class Watched {
        /** Changed under the map's lock only. A watcher that gets a message may unsubscribe at once. */
        private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

        private final Set<Watcher> admitted = new HashSet<>();
        private volatile long lastActivityAt;

        private Watched(long lastActivityAt) {
            this.lastActivityAt = lastActivityAt;
        }
    }
}
