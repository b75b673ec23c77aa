package io.doorway.session.login.watch;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Sends every waiting browser its next frame each second. One timer of the instance serves all of them: the second is divided into ten
 * slots, and a tick serves the browsers of the slot that has passed, so that the work is spread over the second.
 */
@Singleton
class SendFrames {

    private static final int SLOTS = 10;
    private static final Duration TICK = Duration.ofMillis(100);

    private final List<Set<FrameStream>> slots = Stream.<Set<FrameStream>>generate(ConcurrentHashMap::newKeySet)
            .limit(SLOTS)
            .toList();
    private final Vertx vertx;
    private long served = currentTick();

    SendFrames(Vertx vertx) {
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(TICK.toMillis(), timer -> serve());
    }

    /** Sends the frame of this second now, and the others as they are due. */
    void add(FrameStream frames) {
        if (frames.sendDue(System.nanoTime())) {
            slots.get((int) (frames.phase() / TICK.toNanos())).add(frames);
        }
    }

    /** Serves each slot that has passed since the last call, once, however late the timer is. */
    private void serve() {
        long now = currentTick();
        long nanoTime = System.nanoTime();
        for (long tick = Math.max(served, now - SLOTS); tick < now; tick++) {
            slots.get((int) Math.floorMod(tick, (long) SLOTS)).removeIf(frames -> !frames.sendDue(nanoTime));
        }
        served = now;
    }

    private static long currentTick() {
        return Math.floorDiv(System.nanoTime(), TICK.toNanos());
    }
}
