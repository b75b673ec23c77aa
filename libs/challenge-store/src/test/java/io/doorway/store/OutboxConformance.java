package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.testkit.login.SampleLogin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the contract of {@link Outbox}. */
public abstract class OutboxConformance extends StoreConformance {

    @Test
    void theOutboxContainsTheEventsOfEveryLoadedState() {
        ChallengeSnapshot scanned = scanned();

        List<OutboxEntry> entries = eventsOf(scanned.challenge().id());

        assertThat(entries).extracting(entry -> entry.event().topic()).containsOnly(Topics.TRANSITIONS);
        assertThat(entries).extracting(entry -> entry.event().traceparent()).containsOnly(SampleLogin.TRACEPARENT);
        assertThat(entries)
                .extracting(
                        entry -> ((ChallengeEvent) Json.readEvent(entry.event().value())).version())
                .containsExactly(1L, 2L);
    }

    @Test
    void aCommitReturnsItsOutboxEntry() {
        Transition<Created> creation = SampleLogin.creation(now());

        CommitResult commit = create(creation);

        assertThat(commit)
                .isEqualTo(new CommitResult.Committed(
                        eventsOf(creation.next().id()).getFirst()));
    }

    @Test
    void aSnapshotHasTheUnpublishedEventsOldestFirst() {
        ChallengeSnapshot approved = approved();

        assertThat(approved.published()).isFalse();
        assertThat(await(outbox().entries(bucketOf(approved), approved.unpublished())))
                .isEqualTo(eventsOf(approved.challenge().id()));
    }

    @Test
    void aRemovedEventIsPublished() {
        ChallengeSnapshot created = created();
        List<OutboxEntry> entries = eventsOf(created.challenge().id());

        remove(entries);
        remove(entries);

        assertThat(load(created.challenge().id()).published()).isTrue();
        assertThat(eventsOf(created.challenge().id())).isEmpty();
        assertThat(await(outbox().entries(bucketOf(created), created.unpublished())))
                .isEmpty();
    }

    @Test
    void removingOneEventKeepsTheOthers() {
        ChallengeSnapshot scanned = scanned();
        List<OutboxEntry> entries = eventsOf(scanned.challenge().id());

        remove(entries.subList(0, 1));

        assertThat(load(scanned.challenge().id()).unpublished())
                .containsExactly(entries.get(1).id());
    }

    @Test
    void anEntryIsPendingFromItsAgeOn() {
        ChallengeSnapshot created = created();
        int bucket = bucketOf(created);

        assertThat(await(outbox().pending(bucket, Duration.ofHours(1), 1000))).isEmpty();
        assertThat(await(outbox().pendingBuckets(Duration.ofHours(1)))).isEmpty();
        assertThat(await(outbox().pendingBuckets(Duration.ZERO))).contains(bucket);
    }

    @Test
    void pendingReturnsTheOldestEntriesInOrder() {
        ChallengeSnapshot approved = approved();
        int bucket = bucketOf(approved);
        List<OutboxEntry> all = pending(bucket);

        assertThat(all).extracting(OutboxEntry::id).isSortedAccordingTo(OutboxEntry.OLDEST_FIRST);
        assertThat(await(outbox().pending(bucket, Duration.ZERO, 2))).isEqualTo(all.subList(0, 2));
    }

    @Test
    void aLeaseHasOneHolderUntilItEnds() {
        int bucket = 7;
        Duration duration = Duration.ofSeconds(3);

        assertThat(lease(bucket, "relay-1", duration)).isTrue();
        assertThat(lease(bucket, "relay-2", duration)).isFalse();
        assertThat(lease(bucket, "relay-1", duration)).isTrue();
        assertThat(lease(8, "relay-2", duration)).isTrue();
        subject().waitUntil(now().plus(duration));
        assertThat(lease(bucket, "relay-2", duration)).isTrue();
    }

    @Test
    void onlyTheHolderReleasesALease() {
        Duration duration = Duration.ofMinutes(1);
        lease(9, "relay-1", duration);

        await(outbox().release(9, "relay-2"));
        assertThat(lease(9, "relay-2", duration)).isFalse();
        await(outbox().release(9, "relay-1"));
        assertThat(lease(9, "relay-2", duration)).isTrue();
    }

    private void remove(List<OutboxEntry> entries) {
        await(outbox().remove(entries.getFirst().bucket(), entries));
    }

    private boolean lease(int bucket, String owner, Duration duration) {
        return await(outbox().lease(bucket, owner, duration));
    }
}
