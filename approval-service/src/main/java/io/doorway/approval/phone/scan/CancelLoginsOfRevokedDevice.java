package io.doorway.approval.phone.scan;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.event.EventListener;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Cancels the logins that a revoked device has claimed, so that their browsers do not wait until they expire. The revocation itself
 * already prevents that they are approved or completed.
 *
 * <p>The event only says which device to look at: nothing is cancelled unless the device is revoked in PostgreSQL, and what is cancelled
 * are the logins of the account that it is stored with.
 */
@ApplicationScoped
class CancelLoginsOfRevokedDevice implements EventListener {
    private final Credentials credentials;
    private final SinglePendingLogin pending;

    CancelLoginsOfRevokedDevice(Credentials credentials, SinglePendingLogin pending) {
        this.credentials = credentials;
        this.pending = pending;
    }

    @Override
    public Uni<Void> onDeviceEvent(DeviceEvent event) {
        return event instanceof DeviceRevoked
                ? credentials
                        .find(event.credential())
                        .chain(found -> found.filter(device -> !device.active())
                                .map(this::cancelLogins)
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> cancelLogins(Credential revoked) {
        return pending.cancelAllOf(revoked.account(), revoked.id());
    }
}
