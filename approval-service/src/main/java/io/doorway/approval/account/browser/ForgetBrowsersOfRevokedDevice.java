package io.doorway.approval.account.browser;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.event.RevokedDeviceListener;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/**
 * Forgets the browsers that a revoked device has made known: whoever enrolled that device may have typed the codes.
 * It is in the activity list after that.
 */
@Priority(1)
@Singleton
class ForgetBrowsersOfRevokedDevice extends RevokedDeviceListener {
    private final ForgetBrowser forgetBrowser;

    ForgetBrowsersOfRevokedDevice(Credentials credentials, ForgetBrowser forgetBrowser) {
        super(credentials);
        this.forgetBrowser = forgetBrowser;
    }

    @Override
    protected Uni<Void> onRevoked(Credential revoked) {
        return forgetBrowser.forgetAllOf(revoked);
    }
}
