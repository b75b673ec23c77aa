package io.doorway.store.memory;

import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** An event log in memory that can be made to fail. */
public final class InMemoryEventLog implements EventLog {

    private final List<OutboxEntry> entries = new ArrayList<>();
    private boolean failing;

    /** Makes every append fail until {@link #recover()}. */
    public synchronized void fail() {
        failing = true;
    }

    public synchronized void recover() {
        failing = false;
    }

    /** All appended entries, including duplicates. */
    public synchronized List<OutboxEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public Uni<Void> append(List<OutboxEntry> batch) {
        return Uni.createFrom().voidItem().invoke(() -> add(batch));
    }

    private synchronized void add(List<OutboxEntry> batch) {
        if (failing) {
            throw new StoreUnavailableException("the event log is unavailable");
        }
        entries.addAll(batch);
    }
}
