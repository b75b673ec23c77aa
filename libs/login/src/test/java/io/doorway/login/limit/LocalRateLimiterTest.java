package io.doorway.login.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.web.limit.LocalRateLimiter;
import io.doorway.web.limit.Rate;
import io.doorway.web.limit.RateLimit;
import io.doorway.web.limit.RateLimiter;
import io.doorway.web.limit.RateLimiter.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalRateLimiterTest extends RateLimiterConformance {

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final LocalRateLimiter limiter = new LocalRateLimiter(() -> now);

    @Override
    RateLimiter limiter() {
        return limiter;
    }

    @Override
    void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void memoryIsBoundedAndANewKeyIsRefusedWhileAllOthersAreInUse() {
        for (int i = 0; i < LocalRateLimiter.MAX_KEYS; i++) {
            assertThat(admitted("busy" + i)).isTrue();
        }

        assertThat(admitted("one more")).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(admitted("one more")).isTrue();
    }

    @Test
    void aFloodOfOneKeyIsAdmittedUpToTheRateAndOtherKeysAreNotAffected() {
        Rate rate = Rate.parse("120/PT1M");

        assertThat(IntStream.range(0, 10_000).filter(i -> limiter.tryAcquire("203.0.113.7", rate)))
                .hasSize(120);
        assertThat(limiter.tryAcquire("203.0.113.8", rate)).isTrue();
        pass(Duration.ofMinutes(1));
        assertThat(limiter.tryAcquire("203.0.113.7", rate)).isTrue();
    }

    @Test
    void keysOutsideTheTableAreBoundedToo() {
        Rate rate = Rate.parse("1/PT1M");

        assertThat(IntStream.range(0, 2 * LocalRateLimiter.MAX_KEYS)
                        .filter(i -> limiter.tryAcquire("source " + i, rate)))
                .hasSize(LocalRateLimiter.MAX_KEYS);
    }

    private boolean admitted(String key) {
        Permit permit = new Permit(RateLimit.READ_AUDIT_BY_ADDRESS, key, Rate.parse("1/PT1M"), true);
        return limiter.tryAcquire(List.of(permit)).await().indefinitely().isEmpty();
    }
}
