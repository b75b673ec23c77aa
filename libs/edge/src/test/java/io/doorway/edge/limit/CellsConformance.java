package io.doorway.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.doorway.edge.limit.Cells.Cell;
import io.doorway.edge.limit.Cells.Full;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Cells} promises, for every implementation. */
abstract class CellsConformance {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SLOWNESS = Duration.ofSeconds(2);

    private static final Rate THREE_A_MINUTE = Rate.parse("3/PT1M");
    private static final Rate TWO_IN_TWO_SECONDS = Rate.parse("2/PT2S");

    private final String subject = "{limit:test}:" + UUID.randomUUID();

    abstract Cells cells();

    /** Lets time pass for the cells' clock. */
    abstract void pass(Duration time);

    @Test
    void asManyAsTheRateSaysAreAdmittedAtOnceAndNotOneMore() {
        Cell cell = cell("a", THREE_A_MINUTE);

        assertThat(List.of(take(cell), take(cell), take(cell))).allMatch(Optional::isEmpty);
        assertThat(take(cell)).isPresent();
    }

    @Test
    void whoIsRefusedLearnsWhenThereIsRoomAndIsThenAdmittedOnce() {
        Cell cell = cell("a", TWO_IN_TWO_SECONDS);
        take(cell);
        take(cell);

        Full full = take(cell).orElseThrow();

        assertThat(full.limit()).isEqualTo(Limit.SCAN_BY_ACCOUNT);
        assertThat(full.after()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        pass(full.after());
        assertThat(take(cell)).isEmpty();
        assertThat(take(cell)).isPresent();
    }

    @Test
    void refusedAttemptsDoNotLengthenTheWait() {
        Cell cell = cell("a", THREE_A_MINUTE);
        List.of(take(cell), take(cell), take(cell));
        Duration first = take(cell).orElseThrow().after();

        for (int i = 0; i < 50; i++) {
            take(cell);
        }

        assertThat(take(cell).orElseThrow().after()).isLessThanOrEqualTo(first);
    }

    @Test
    void aFullLimitRefusesAndTheOthersDoNotCount() {
        Cell full = cell("full", Rate.parse("1/PT1M"));
        Cell other = cell("other", THREE_A_MINUTE);
        take(full);

        for (int i = 0; i < 10; i++) {
            assertThat(take(other, full)).isPresent();
        }

        assertThat(unrest("other")).isZero();
        assertThat(List.of(take(other), take(other), take(other))).allMatch(Optional::isEmpty);
    }

    @Test
    void theLongestWaitIsTold() {
        Cell brief = cell("brief", TWO_IN_TWO_SECONDS);
        Cell lasting = new Cell(Limit.ENROL_BY_ADDRESS, subject + "lasting", Rate.parse("1/PT1M"), true);
        take(brief);
        take(brief, lasting);

        Full full = take(brief, lasting).orElseThrow();

        assertThat(full.limit()).isEqualTo(Limit.ENROL_BY_ADDRESS);
        assertThat(full.after()).isCloseTo(Duration.ofMinutes(1), SLOWNESS);
    }

    @Test
    void lookingCountsNothingAndRefusesWhereThereIsNoRoom() {
        Cell look = new Cell(Limit.FORGE_BY_ADDRESS, subject + "a", THREE_A_MINUTE, false);
        for (int i = 0; i < 10; i++) {
            assertThat(take(look)).isEmpty();
        }

        Cell count = cell("a", THREE_A_MINUTE);
        List.of(take(count), take(count), take(count));

        assertThat(take(look)).isPresent();
    }

    @Test
    void oneSubjectDoesNotCountForAnother() {
        Cell noisy = cell("noisy", THREE_A_MINUTE);
        for (int i = 0; i < 100; i++) {
            take(noisy);
        }

        assertThat(take(noisy)).isPresent();
        assertThat(take(cell("quiet", THREE_A_MINUTE))).isEmpty();
    }

    @Test
    void unrestGrowsByOneIntervalPerAttempt() {
        assertThat(unrest("a")).isZero();

        take(cell("a", THREE_A_MINUTE));
        take(cell("a", THREE_A_MINUTE));

        assertThat(unrest("a")).isCloseTo(Duration.ofSeconds(40), SLOWNESS);
    }

    @Test
    void ofAThousandAtOnceExactlyTheRateIsAdmitted() {
        Cell cell = cell("a", Rate.parse("100/PT10M"));
        List<Uni<Optional<Full>>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(cells().take(List.of(cell)).runSubscriptionOn(Infrastructure.getDefaultExecutor()));
        }

        List<Optional<Full>> answers =
                Uni.join().all(all).usingConcurrencyOf(64).andFailFast().await().atMost(PATIENCE);

        // One more comes free every six seconds.
        assertThat(answers.stream().filter(Optional::isEmpty).count()).isCloseTo(100L, within(2L));
    }

    private Optional<Full> take(Cell... cells) {
        return cells().take(List.of(cells)).await().atMost(PATIENCE);
    }

    private Duration unrest(String name) {
        return cells().unrest(subject + name).await().atMost(PATIENCE);
    }

    private Cell cell(String name, Rate rate) {
        return new Cell(Limit.SCAN_BY_ACCOUNT, subject + name, rate, true);
    }
}
