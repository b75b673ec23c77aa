package io.doorway.store.upkeep;

import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells Kafka what the makers of events could not, because they died or because Kafka was away.
 *
 * <p>An entry younger than {@link #LEFT_TO_ITS_MAKER} is left alone, so that in good times the relay only looks. Telling an event
 * twice is allowed, consumers drop it; telling a later event first is not, so a bucket is told in its order and the first failure
 * ends the round.
 */
public final class OutboxRelay implements AutoCloseable {

    /** How long whoever made an event has it to itself. */
    public static final Duration LEFT_TO_ITS_MAKER = Duration.ofSeconds(2);

    /** Longer than a batch takes, and short enough that a dead relay is soon replaced. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 200;

    private final Outbox outbox;
    private final EventLog log;
    private final String owner;
    private final Rounds rounds;

    /** @param owner a name that no other relay has */
    public OutboxRelay(Outbox outbox, EventLog log, String owner) {
        this.outbox = outbox;
        this.log = log;
        this.owner = owner;
        this.rounds = new Rounds("outbox-relay", PAUSE, this::relay);
    }

    /** Relays every second from now on, less often while it fails. */
    public void start() {
        rounds.start();
    }

    /** One round over all buckets; how many entries it told. */
    public Uni<Integer> relay() {
        return outbox.waiting(LEFT_TO_ITS_MAKER)
                .chain(buckets -> Multi.createFrom()
                        .iterable(buckets)
                        .onItem()
                        .transformToUniAndConcatenate(this::relay)
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)));
    }

    /** One bucket until nothing old is left in it; how many entries were told. Zero where another relay is at work. */
    public Uni<Integer> relay(int bucket) {
        return relayWhileLeased(bucket).call(told -> outbox.release(bucket, owner));
    }

    private Uni<Integer> relayWhileLeased(int bucket) {
        return outbox.lease(bucket, owner, LEASE)
                .chain(mine -> mine ? relayBatch(bucket) : Uni.createFrom().item(0));
    }

    private Uni<Integer> relayBatch(int bucket) {
        return outbox.pending(bucket, LEFT_TO_ITS_MAKER, BATCH).chain(entries -> {
            if (entries.isEmpty()) {
                return Uni.createFrom().item(0);
            }
            Uni<Integer> rest = entries.size() < BATCH ? Uni.createFrom().item(0) : relayWhileLeased(bucket);
            return tell(bucket, entries).chain(() -> rest).map(more -> entries.size() + more);
        });
    }

    private Uni<Void> tell(int bucket, List<OutboxEntry> entries) {
        return log.append(entries).chain(() -> outbox.remove(bucket, entries));
    }

    @Override
    public void close() {
        rounds.close();
    }
}
