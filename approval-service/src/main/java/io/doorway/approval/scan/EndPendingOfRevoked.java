package io.doorway.approval.scan;

import io.doorway.approval.follow.DeviceFollower;
import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceRevoked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A login that a revoked device had claimed is ended, so that the browser need not wait for nothing. It could go no further before,
 * either: the revocation itself sees to that.
 */
@ApplicationScoped
class EndPendingOfRevoked implements DeviceFollower {
    private final OnePending pending;

    EndPendingOfRevoked(OnePending pending) {
        this.pending = pending;
    }

    @Override
    public Uni<Void> follow(DeviceEvent event) {
        return event instanceof DeviceRevoked revoked
                ? pending.endThoseOf(revoked.account(), revoked.credential())
                : Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> follow(BrowserEvent event) {
        return Uni.createFrom().voidItem();
    }
}
