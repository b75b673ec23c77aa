package io.doorway.approval.event;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.smallrye.mutiny.Uni;

/** A feature that follows the revocation of devices. The event only says which device to look at: PostgreSQL says whether it is revoked. */
public abstract class RevokedDeviceListener implements EventListener {
    private final Credentials credentials;

    protected RevokedDeviceListener(Credentials credentials) {
        this.credentials = credentials;
    }

    /** @param revoked the device as it is stored, revoked */
    protected abstract Uni<Void> onRevoked(Credential revoked);

    @Override
    public final Uni<Void> onDeviceEvent(DeviceEvent event) {
        return event instanceof DeviceRevoked
                ? credentials
                        .find(event.credential())
                        .chain(found -> found.filter(device -> !device.active())
                                .map(this::onRevoked)
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                : Uni.createFrom().voidItem();
    }
}
