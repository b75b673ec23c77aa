package io.doorway.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.limit.Cells.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalCellsTest extends CellsConformance {

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final LocalCells cells = new LocalCells(() -> now);

    @Override
    Cells cells() {
        return cells;
    }

    @Override
    void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void memoryIsBoundedAndANewSubjectIsRefusedWhileAllOthersAreBusy() {
        for (int i = 0; i < LocalCells.MOST_SUBJECTS; i++) {
            assertThat(admitted("busy" + i)).isTrue();
        }

        assertThat(admitted("one more")).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(admitted("one more")).isTrue();
    }

    private boolean admitted(String key) {
        Cell cell = new Cell(Limit.READ_AUDIT_BY_ADDRESS, key, Rate.parse("1/PT1M"), true);
        return cells.take(List.of(cell)).await().indefinitely().isEmpty();
    }
}
