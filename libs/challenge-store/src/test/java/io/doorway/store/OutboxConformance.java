package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link Outbox}, sentence by sentence. */
public abstract class OutboxConformance extends Conformance {

    @Test
    void anEventIsInTheOutboxAsSoonAsItsStateIsRead() {
        Loaded scanned = scanned();

        List<OutboxEntry> entries = eventsOf(scanned.challenge().id());

        assertThat(entries).extracting(OutboxEntry::topic).containsOnly(Topics.TRANSITIONS);
        assertThat(entries).extracting(OutboxEntry::traceparent).containsOnly(Logins.TRACEPARENT);
        assertThat(entries)
                .extracting(entry -> ((ChallengeEvent) Json.readEvent(entry.value())).version())
                .containsExactly(1L, 2L);
    }

    @Test
    void aCommitAnswersWithTheEntryThatTheOutboxHolds() {
        Decision<Created> decision = Logins.created(now());

        Commit commit = create(decision);

        assertThat(commit)
                .isEqualTo(new Commit.Done(eventsOf(decision.next().id()).getFirst()));
    }

    @Test
    void aReadingNamesTheEventsThatAreUntoldOldestFirst() {
        Loaded approved = approved();

        assertThat(approved.told()).isFalse();
        assertThat(await(outbox().entries(bucketOf(approved), approved.untold())))
                .isEqualTo(eventsOf(approved.challenge().id()));
    }

    @Test
    void aRemovedEventIsToldAndGone() {
        Loaded created = fresh();
        List<OutboxEntry> entries = eventsOf(created.challenge().id());

        remove(entries);
        remove(entries);

        assertThat(load(created.challenge().id()).told()).isTrue();
        assertThat(eventsOf(created.challenge().id())).isEmpty();
        assertThat(await(outbox().entries(bucketOf(created), created.untold()))).isEmpty();
    }

    @Test
    void removingOneEventLeavesTheOthers() {
        Loaded scanned = scanned();
        List<OutboxEntry> entries = eventsOf(scanned.challenge().id());

        remove(entries.subList(0, 1));

        assertThat(load(scanned.challenge().id()).untold())
                .containsExactly(entries.get(1).id());
    }

    @Test
    void anEntryIsPendingOnlyFromItsAgeOn() {
        Loaded created = fresh();
        int bucket = bucketOf(created);

        assertThat(await(outbox().pending(bucket, Duration.ofHours(1), 1000))).isEmpty();
        assertThat(await(outbox().waiting(Duration.ofHours(1)))).isEmpty();
        assertThat(await(outbox().waiting(Duration.ZERO))).contains(bucket);
    }

    @Test
    void pendingEntriesAreTheOldestAndInOrder() {
        Loaded approved = approved();
        int bucket = bucketOf(approved);
        List<OutboxEntry> all = pending(bucket);

        assertThat(all).extracting(OutboxEntry::id).isSortedAccordingTo(OutboxEntry.OLDEST_FIRST);
        assertThat(await(outbox().pending(bucket, Duration.ZERO, 2))).isEqualTo(all.subList(0, 2));
    }

    @Test
    void aLeaseHasOneHolderUntilItEnds() {
        int bucket = 7;
        Duration duration = Duration.ofMillis(300);

        assertThat(lease(bucket, "one", duration)).isTrue();
        assertThat(lease(bucket, "two", duration)).isFalse();
        assertThat(lease(bucket, "one", duration)).isTrue();
        assertThat(lease(8, "two", duration)).isTrue();
        subject().waitUntil(now().plus(duration));
        assertThat(lease(bucket, "two", duration)).isTrue();
    }

    @Test
    void aLeaseIsGivenBackByItsHolderOnly() {
        Duration duration = Duration.ofMinutes(1);
        lease(9, "one", duration);

        await(outbox().release(9, "two"));
        assertThat(lease(9, "two", duration)).isFalse();
        await(outbox().release(9, "one"));
        assertThat(lease(9, "two", duration)).isTrue();
    }

    private void remove(List<OutboxEntry> entries) {
        await(outbox().remove(entries.getFirst().bucket(), entries));
    }

    private boolean lease(int bucket, String owner, Duration duration) {
        return await(outbox().lease(bucket, owner, duration));
    }
}
