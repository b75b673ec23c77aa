package io.doorway.web.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.refusal.RefusalBudget.Summary;
import io.doorway.web.refusal.RefusalPublisher.RefusalConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalBudgetTest {

    private static final RefusalReason FLOOD = RefusalReason.MALFORMED;
    private static final String OTHER = "203.0.113.9";

    private final RefusalBudget budget = new RefusalBudget(new Defaults());

    /** The defaults of the mapping. */
    private record Defaults() implements RefusalConfig {

        @Override
        public int perAddress() {
            return 60;
        }

        @Override
        public int perNetwork() {
            return 300;
        }

        @Override
        public int perInstance() {
            return 3000;
        }

        @Override
        public Duration interval() {
            return Duration.ofMinutes(1);
        }
    }

    @Test
    void tenThousandAddressesOfOneIpv6NetworkDoNotHideAnotherSource() {
        int published = floodFromOneNetwork(FLOOD);

        assertThat(published).isLessThanOrEqualTo(300);
        assertThat(budget.tryAcquire(FLOOD, OTHER)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MALFORMED", "RATE_LIMITED"})
    void aFloodOfOneReasonFromManyNetworksDoesNotHideAnother(RefusalReason reason) {
        int published = floodFromManyNetworks(FLOOD);

        assertThat(published).isLessThanOrEqualTo(1600);
        assertThat(budget.tryAcquire(FLOOD, OTHER)).isFalse();
        assertThat(budget.tryAcquire(reason, OTHER)).isTrue();
    }

    @Test
    void whatIsNotPublishedIsSummarisedAndNothingIsLost() {
        int published = floodFromOneNetwork(FLOOD) + floodFromManyNetworks(RefusalReason.WRONG_SIGNATURE);

        long summarised =
                budget.endInterval().stream().mapToLong(Summary::refusals).sum();

        assertThat(published + summarised).isEqualTo(10_000 + 20_000);
    }

    @Test
    void aSummaryThatWasNotPublishedIsPartOfTheNextOne() {
        budget.tryAcquire(RefusalReason.RATE_LIMITED, OTHER);
        budget.endInterval().forEach(budget::restore);
        budget.tryAcquire(RefusalReason.RATE_LIMITED, "203.0.113.10");

        Summary summary = budget.endInterval().getFirst();

        assertThat(summary.refusals()).isEqualTo(2);
        assertThat(summary.sources()).hasSize(2);
        assertThat(summary.intervals()).isEqualTo(2);
    }

    @Test
    void theSummaryNamesTheNetworkAndCountsItsAddresses() {
        for (int address = 0; address < 200; address++) {
            for (int i = 0; i < 3; i++) {
                budget.tryAcquire(RefusalReason.RATE_LIMITED, "198.51.100." + address);
            }
        }

        assertThat(budget.endInterval()).singleElement().satisfies(summary -> {
            assertThat(summary.network()).isEqualTo("198.51.100.0/24");
            assertThat(summary.refusals()).isEqualTo(600);
            assertThat(summary.sources()).hasSize(200);
        });
    }

    @Test
    void rateLimitedAttemptsAreAlwaysSummarised() {
        assertThat(budget.tryAcquire(RefusalReason.RATE_LIMITED, OTHER)).isFalse();
    }

    @Test
    void theSummariesAreBoundedAndTheOtherNetworksHaveOneTogether() {
        for (RefusalReason reason : RefusalReason.values()) {
            floodFromManyNetworks(reason);
        }

        List<Summary> summaries = budget.endInterval();

        assertThat(summaries).hasSizeLessThanOrEqualTo(RefusalBudget.MAX_SUMMARIES + RefusalReason.values().length);
        assertThat(summaries).extracting(Summary::network).contains(RefusalBudget.OTHER_NETWORKS);
        assertThat(summaries)
                .allSatisfy(each -> assertThat(each.sources()).hasSizeBetween(1, RefusalBudget.MAX_SOURCES));
    }

    @Test
    void aRefusalThatCouldNotBePublishedIsSummarised() {
        assertThat(budget.tryAcquire(FLOOD, OTHER)).isTrue();
        budget.suppress(FLOOD, OTHER);

        assertThat(budget.endInterval())
                .containsExactly(new Summary("203.0.113.0/24", FLOOD, 1, Set.of(OTHER + "/32"), 1));
    }

    @Test
    void afterTheIntervalEveryBudgetIsFull() {
        floodFromOneNetwork(FLOOD);
        budget.endInterval();

        assertThat(budget.tryAcquire(FLOOD, "2001:db8::1")).isTrue();
        assertThat(budget.endInterval()).isEmpty();
    }

    /** How many of 10 000 refusals, each from a /64 of its own, are published. */
    private int floodFromOneNetwork(RefusalReason reason) {
        return flood(reason, 10_000, "2001:db8:0:%x::1");
    }

    private int floodFromManyNetworks(RefusalReason reason) {
        return flood(reason, 20_000, "2001:db8:%x::1");
    }

    private int flood(RefusalReason reason, int count, String format) {
        List<Integer> published = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            if (budget.tryAcquire(reason, format.formatted(i))) {
                published.add(i);
            }
        }
        return published.size();
    }
}
