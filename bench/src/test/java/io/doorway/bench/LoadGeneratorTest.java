package io.doorway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static final double HIGH_RATE = 1000;
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    @Test
    void tasksThatStillWaitAtTheEndAreNotRun() throws InterruptedException {
        Semaphore permits = new Semaphore(1);
        AtomicInteger started = new AtomicInteger();
        CountDownLatch released = new CountDownLatch(1);
        LoadGenerator load = LoadGenerator.atRate(HIGH_RATE, permits, intendedNanos -> {
            started.incrementAndGet();
            awaitUninterruptibly(released);
        });
        Awaitility.await().until(permits::hasQueuedThreads);

        Thread closing = Thread.startVirtualThread(load::close);
        Awaitility.await().until(() -> WAITING.contains(closing.getState()));
        released.countDown();
        closing.join();

        assertThat(started).hasValue(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
