package io.doorway.edge.limit;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A count of this instance alone, in bounded memory, for a service that must stand when Redis does not. When it is full of busy
 * subjects, a new one is refused.
 */
@DefaultBean
@ApplicationScoped
class LocalCells implements Cells {

    static final int MOST_SUBJECTS = 100_000;

    private final InstantSource clock;
    private final Map<String, Instant> quiet = new HashMap<>();

    LocalCells(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Full>> take(List<Cell> cells) {
        return Uni.createFrom().item(() -> takeAt(clock.instant(), cells));
    }

    @Override
    public Uni<Duration> unrest(String key) {
        return Uni.createFrom().item(() -> unrestAt(clock.instant(), key));
    }

    private synchronized Optional<Full> takeAt(Instant now, List<Cell> cells) {
        Optional<Full> fullest = cells.stream()
                .map(cell -> new Full(
                        cell.limit(),
                        Duration.between(now, next(now, cell)).minus(cell.rate().period())))
                .filter(full -> full.after().isPositive())
                .max((a, b) -> a.after().compareTo(b.after()));
        if (fullest.isPresent()) {
            return fullest;
        }
        if (!roomFor(now, cells.size())) {
            Cell first = cells.getFirst();
            return Optional.of(new Full(first.limit(), first.rate().period()));
        }
        cells.stream().filter(Cell::counts).forEach(cell -> quiet.put(cell.key(), next(now, cell)));
        return Optional.empty();
    }

    private synchronized Duration unrestAt(Instant now, String key) {
        Duration left = Duration.between(now, quiet.getOrDefault(key, now));
        return left.isPositive() ? left : Duration.ZERO;
    }

    private Instant next(Instant now, Cell cell) {
        Instant known = quiet.getOrDefault(cell.key(), now);
        return (known.isAfter(now) ? known : now).plus(cell.rate().intervalMicros(), ChronoUnit.MICROS);
    }

    private boolean roomFor(Instant now, int more) {
        if (quiet.size() + more > MOST_SUBJECTS) {
            quiet.values().removeIf(at -> !at.isAfter(now));
        }
        return quiet.size() + more <= MOST_SUBJECTS;
    }
}
