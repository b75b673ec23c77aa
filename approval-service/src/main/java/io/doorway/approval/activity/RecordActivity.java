package io.doorway.approval.activity;

import io.doorway.approval.follow.DeviceFollower;
import io.doorway.approval.follow.TransitionFollower;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.DeviceEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Keeps of the events what their account's person is shown. */
@ApplicationScoped
class RecordActivity implements TransitionFollower, DeviceFollower {
    private final Entries entries;

    RecordActivity(Entries entries) {
        this.entries = entries;
    }

    @Override
    public Uni<Void> follow(ChallengeEvent event) {
        return put(Entry.of(event));
    }

    @Override
    public Uni<Void> follow(DeviceEvent event) {
        return put(Entry.of(event));
    }

    @Override
    public Uni<Void> follow(BrowserEvent event) {
        return put(Optional.of(Entry.of(event)));
    }

    private Uni<Void> put(Optional<Entry> entry) {
        return entry.map(entries::put).orElseGet(() -> Uni.createFrom().voidItem());
    }
}
