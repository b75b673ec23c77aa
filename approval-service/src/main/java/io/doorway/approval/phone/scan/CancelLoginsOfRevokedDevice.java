package io.doorway.approval.phone.scan;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.event.RevokedDeviceListener;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Cancels the logins that a revoked device has claimed, so that their browsers do not wait until they expire. The revocation itself
 * already prevents that they are approved or completed. What is cancelled are the logins of the account that the device is stored with.
 */
@Singleton
class CancelLoginsOfRevokedDevice extends RevokedDeviceListener {
    private final SinglePendingLogin pending;

    CancelLoginsOfRevokedDevice(Credentials credentials, SinglePendingLogin pending) {
        super(credentials);
        this.pending = pending;
    }

    @Override
    protected Uni<Void> onRevoked(Credential revoked) {
        return pending.cancelAllOf(revoked.account(), revoked.id());
    }
}
