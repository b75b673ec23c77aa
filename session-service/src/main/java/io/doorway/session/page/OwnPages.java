package io.doorway.session.page;

import io.doorway.edge.config.Issuer;
import io.doorway.edge.hardening.ContentPolicy;
import io.doorway.edge.hardening.PagePolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What a browser may do with the pages of this service. */
@ApplicationScoped
class OwnPages {

    private static final String PATHS = "/|/oauth2/authorize|/login/[^/]+/return";

    /** Frames are images of {@code data:} addresses; the socket is of our origin, which {@code connect-src} must name for Safari. */
    @Produces
    @Singleton
    PagePolicy policy(Issuer issuer) {
        String socket = issuer.toString().replaceFirst("^http", "ws");
        return PagePolicy.at(
                PATHS, ContentPolicy.page().with("img-src", "'self' data:").with("connect-src", "'self' " + socket));
    }
}
