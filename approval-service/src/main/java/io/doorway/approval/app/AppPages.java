package io.doorway.approval.app;

import io.doorway.edge.hardening.ContentPolicy;
import io.doorway.edge.hardening.PagePolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What a browser may do with the phone app: it scans, and works without a network. */
@ApplicationScoped
class AppPages {

    /** Its one trusted type is the address of its service worker. */
    @Produces
    @Singleton
    PagePolicy policy() {
        return PagePolicy.at(
                        "/(app|q)(/.*)?",
                        ContentPolicy.page()
                                .with("img-src", "'self' data:")
                                .with("manifest-src", "'self'")
                                .with("worker-src", "'self'")
                                .with("media-src", "'self' blob:")
                                .with("trusted-types", "doorway"))
                .withCamera()
                .withPasskeys();
    }
}
