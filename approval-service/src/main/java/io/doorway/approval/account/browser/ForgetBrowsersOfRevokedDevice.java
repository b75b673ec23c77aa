package io.doorway.approval.account.browser;

import io.doorway.approval.credential.Credentials;
import io.doorway.approval.event.EventListener;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Forgets the browsers that a revoked device has made known: whoever enrolled that device may have typed the codes.
 *
 * <p>The event only says which device to look at: nothing is forgotten unless the device is revoked in PostgreSQL.
 * It is in the activity list after that.
 */
@Priority(1)
@ApplicationScoped
class ForgetBrowsersOfRevokedDevice implements EventListener {
    private final Credentials credentials;
    private final ForgetBrowser forgetBrowser;

    ForgetBrowsersOfRevokedDevice(Credentials credentials, ForgetBrowser forgetBrowser) {
        this.credentials = credentials;
        this.forgetBrowser = forgetBrowser;
    }

    @Override
    public Uni<Void> onDeviceEvent(DeviceEvent event) {
        return event instanceof DeviceRevoked
                ? credentials
                        .find(event.credential())
                        .chain(found -> found.filter(device -> !device.active())
                                .map(forgetBrowser::forgetAllOf)
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                : Uni.createFrom().voidItem();
    }
}
