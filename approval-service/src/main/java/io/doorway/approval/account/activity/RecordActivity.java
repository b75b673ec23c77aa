package io.doorway.approval.account.activity;

import io.doorway.approval.event.EventListener;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.DeviceEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Derives activity lists from events. */
@ApplicationScoped
class RecordActivity implements EventListener {
    private final ActivityStore store;

    RecordActivity(ActivityStore store) {
        this.store = store;
    }

    @Override
    public Uni<Void> onChallengeEvent(ChallengeEvent event) {
        return put(ActivityEntry.of(event));
    }

    @Override
    public Uni<Void> onDeviceEvent(DeviceEvent event) {
        return put(ActivityEntry.of(event));
    }

    @Override
    public Uni<Void> onBrowserEvent(BrowserEvent event) {
        return put(Optional.of(ActivityEntry.of(event)));
    }

    private Uni<Void> put(Optional<ActivityEntry> entry) {
        return entry.map(store::put).orElseGet(() -> Uni.createFrom().voidItem());
    }
}
