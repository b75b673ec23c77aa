package io.doorway.approval.phone.scan;

import io.doorway.approval.event.EventListener;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Cancels the logins that a revoked device has claimed, so that their browsers do not wait until they expire. The revocation itself
 * already prevents that they are approved or completed.
 */
@ApplicationScoped
class CancelLoginsOfRevokedDevice implements EventListener {
    private final SinglePendingLogin pending;

    CancelLoginsOfRevokedDevice(SinglePendingLogin pending) {
        this.pending = pending;
    }

    @Override
    public Uni<Void> onDeviceEvent(DeviceEvent event) {
        return event instanceof DeviceRevoked revoked
                ? pending.cancelAllOf(revoked.account(), revoked.credential())
                : Uni.createFrom().voidItem();
    }
}
