package io.doorway.approval.account.activity;

import io.doorway.approval.event.EventListener;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.store.ChallengeStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Derives activity lists from events.
 *
 * <p>An entry of a login lets its account end the session. It is therefore read from the store, which keeps a login for ten minutes
 * after its end; the event only says which login to look at. A login that is no longer stored is listed without its browser, and cannot
 * be disowned.
 */
@Singleton
class RecordActivity implements EventListener {
    private final ChallengeStore challenges;
    private final ActivityStore store;

    RecordActivity(ChallengeStore challenges, ActivityStore store) {
        this.challenges = challenges;
        this.store = store;
    }

    @Override
    public Uni<Void> onChallengeEvent(ChallengeEvent event) {
        return event instanceof ChallengeConsumed consumed ? onLogin(consumed) : put(ActivityEntry.of(event));
    }

    private Uni<Void> onLogin(ChallengeConsumed event) {
        return challenges.load(event.challengeId()).chain(found -> {
            if (found.isEmpty()) {
                return put(ActivityEntry.of(event));
            }
            return found.get().challenge() instanceof Consumed login
                    ? store.put(ActivityEntry.of(login))
                    : Uni.createFrom().voidItem();
        });
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
