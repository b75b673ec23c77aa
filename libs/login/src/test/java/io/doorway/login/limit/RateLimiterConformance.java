package io.doorway.login.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.doorway.web.limit.Rate;
import io.doorway.web.limit.RateLimit;
import io.doorway.web.limit.RateLimiter;
import io.doorway.web.limit.RateLimiter.Exceeded;
import io.doorway.web.limit.RateLimiter.Permit;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link RateLimiter}, tested for every implementation. */
abstract class RateLimiterConformance {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final Rate THREE_A_MINUTE = Rate.parse("3/PT1M");
    private static final Rate TWO_IN_EIGHT_SECONDS = Rate.parse("2/PT8S");

    private final String prefix = "{rate-limit:test}:" + UUID.randomUUID();

    abstract RateLimiter limiter();

    /** Lets time pass for the limiter's clock. */
    abstract void pass(Duration time);

    @Test
    void aBurstOfTheRateIsAdmittedAndNoMore() {
        Permit permit = permit("a", THREE_A_MINUTE);

        assertThat(List.of(acquire(permit), acquire(permit), acquire(permit))).allMatch(Optional::isEmpty);
        assertThat(acquire(permit)).isPresent();
    }

    @Test
    void aRefusalGivesTheTimeAfterWhichOneAttemptIsAdmitted() {
        Permit permit = permit("a", TWO_IN_EIGHT_SECONDS);
        acquire(permit);
        acquire(permit);

        Exceeded exceeded = acquire(permit).orElseThrow();

        assertThat(exceeded.limit()).isEqualTo(RateLimit.SCAN_BY_ACCOUNT);
        assertThat(exceeded.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(4));
        pass(exceeded.retryAfter());
        assertThat(acquire(permit)).isEmpty();
        assertThat(acquire(permit)).isPresent();
    }

    @Test
    void refusedAttemptsDoNotIncreaseTheWait() {
        Permit permit = permit("a", THREE_A_MINUTE);
        List.of(acquire(permit), acquire(permit), acquire(permit));
        Duration first = acquire(permit).orElseThrow().retryAfter();

        for (int i = 0; i < 50; i++) {
            acquire(permit);
        }

        assertThat(acquire(permit).orElseThrow().retryAfter()).isLessThanOrEqualTo(first);
    }

    @Test
    void anExceededLimitRefusesAndTheOtherLimitsDoNotCount() {
        Permit exhausted = permit("exhausted", Rate.parse("1/PT1M"));
        Permit other = permit("other", THREE_A_MINUTE);
        acquire(exhausted);

        for (int i = 0; i < 10; i++) {
            assertThat(acquire(other, exhausted)).isPresent();
        }

        assertThat(hasBacklog("other", Duration.ZERO)).isFalse();
        assertThat(List.of(acquire(other), acquire(other), acquire(other))).allMatch(Optional::isEmpty);
    }

    @Test
    void theLongestWaitIsReturned() {
        Permit brief = permit("brief", TWO_IN_EIGHT_SECONDS);
        Permit lasting = new Permit(RateLimit.ENROL_BY_ADDRESS, prefix + "lasting", Rate.parse("1/PT1M"), true);
        acquire(brief);
        acquire(brief, lasting);

        Exceeded exceeded = acquire(brief, lasting).orElseThrow();

        assertThat(exceeded.limit()).isEqualTo(RateLimit.ENROL_BY_ADDRESS);
        assertThat(exceeded.retryAfter()).isCloseTo(Duration.ofMinutes(1), TOLERANCE);
    }

    @Test
    void aPeekCountsNothingAndIsRefusedWithoutCapacity() {
        Permit peek = new Permit(RateLimit.FORGE_BY_ADDRESS, prefix + "a", THREE_A_MINUTE, false);
        for (int i = 0; i < 10; i++) {
            assertThat(acquire(peek)).isEmpty();
        }

        Permit count = permit("a", THREE_A_MINUTE);
        List.of(acquire(count), acquire(count), acquire(count));

        assertThat(acquire(peek)).isPresent();
    }

    @Test
    void attemptsOfOneKeyDoNotCountForAnother() {
        Permit noisy = permit("noisy", THREE_A_MINUTE);
        for (int i = 0; i < 100; i++) {
            acquire(noisy);
        }

        assertThat(acquire(noisy)).isPresent();
        assertThat(acquire(permit("quiet", THREE_A_MINUTE))).isEmpty();
    }

    @Test
    void theBacklogGrowsByOneIntervalPerAttempt() {
        assertThat(hasBacklog("a", Duration.ZERO)).isFalse();

        acquire(permit("a", THREE_A_MINUTE));
        acquire(permit("a", THREE_A_MINUTE));

        assertThat(hasBacklog("a", Duration.ofSeconds(40).minus(TOLERANCE))).isTrue();
        assertThat(hasBacklog("a", Duration.ofSeconds(40).plus(TOLERANCE))).isFalse();
    }

    @Test
    void ofAThousandConcurrentAttemptsExactlyTheRateIsAdmitted() {
        Permit permit = permit("a", Rate.parse("100/PT10M"));
        List<Uni<Optional<Exceeded>>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(limiter().tryAcquire(List.of(permit)).runSubscriptionOn(Infrastructure.getDefaultExecutor()));
        }

        List<Optional<Exceeded>> answers =
                Uni.join().all(all).usingConcurrencyOf(64).andFailFast().await().atMost(TIMEOUT);

        // The limit has capacity for one more every six seconds.
        assertThat(answers.stream().filter(Optional::isEmpty).count()).isCloseTo(100L, within(2L));
    }

    private Optional<Exceeded> acquire(Permit... permits) {
        return limiter().tryAcquire(List.of(permits)).await().atMost(TIMEOUT);
    }

    private boolean hasBacklog(String name, Duration longerThan) {
        return limiter().hasBacklog(prefix + name, longerThan).await().atMost(TIMEOUT);
    }

    private Permit permit(String name, Rate rate) {
        return new Permit(RateLimit.SCAN_BY_ACCOUNT, prefix + name, rate, true);
    }
}
