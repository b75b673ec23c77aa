package io.doorway.approval.app;

import io.doorway.web.config.Issuer;
import io.doorway.web.hardening.PageContentPolicy;
import io.doorway.web.hardening.PagePolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The content security policy of the phone web app, which uses the camera and passkeys and works offline. */
@Singleton
class AppPagePolicy {

    /** The only trusted type is the URL of the service worker. Safari requires the address of the WebSocket in {@code connect-src}. */
    @Produces
    @Singleton
    PagePolicy policy(Issuer issuer) {
        String socket = issuer.toString().replaceFirst("^http", "ws");
        return PagePolicy.at(
                        "/(app|Q)(/.*)?",
                        PageContentPolicy.page()
                                .with("img-src", "'self' data:")
                                .with("connect-src", "'self' " + socket)
                                .with("manifest-src", "'self'")
                                .with("worker-src", "'self'")
                                .with("media-src", "'self' blob:")
                                .with("trusted-types", "doorway"))
                .withCamera()
                .withPasskeys();
    }
}
