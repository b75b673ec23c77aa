package io.doorway.store.memory;

import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** A log in this process, which can be away as Kafka can. */
public final class InMemoryEventLog implements EventLog {

    private final List<OutboxEntry> entries = new ArrayList<>();
    private boolean away;

    /** Until {@link #comeBack()} every append fails. */
    public synchronized void goAway() {
        away = true;
    }

    public synchronized void comeBack() {
        away = false;
    }

    /** Everything appended so far, repetitions included. */
    public synchronized List<OutboxEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public Uni<Void> append(List<OutboxEntry> added) {
        return Uni.createFrom().voidItem().invoke(() -> add(added));
    }

    private synchronized void add(List<OutboxEntry> added) {
        if (away) {
            throw new StoreUnavailableException("the log is away");
        }
        entries.addAll(added);
    }
}
