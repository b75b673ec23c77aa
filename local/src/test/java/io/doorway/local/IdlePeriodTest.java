package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdlePeriodTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final IdlePeriod idle = new IdlePeriod(nanoTime::get);

    @Test
    void aPeriodEndsAMinuteAfterTheLastRequest() {
        advance(Duration.ofSeconds(40));
        assertThat(idle.remaining(MINUTE)).isEqualTo(Duration.ofSeconds(20));

        idle.requestReceived();
        advance(Duration.ofSeconds(40));

        assertThat(idle.remaining(MINUTE)).isEqualTo(Duration.ofSeconds(20));
        advance(Duration.ofSeconds(20));
        assertThat(idle.remaining(MINUTE)).isZero();
    }

    @Test
    void theTaskWaitsUntilTheLastRequestIsOldEnough() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try {
            CountDownLatch ran = new CountDownLatch(1);
            idle.runAfter(Duration.ofMillis(1), vertx, ran::countDown);
            assertThat(ran.getCount()).as("no time has passed").isEqualTo(1);

            advance(MINUTE);

            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void advance(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
