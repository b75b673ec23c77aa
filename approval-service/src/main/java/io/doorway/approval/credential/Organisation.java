package io.doorway.approval.credential;

import io.doorway.web.config.Issuer;
import jakarta.inject.Singleton;
import java.net.URI;

/** The organisation whose accounts they are. */
@Singleton
public class Organisation {
    private final String name;

    Organisation(EnrolmentConfig config, Issuer issuer) {
        this.name = config.organisation()
                .orElseGet(() -> URI.create(issuer.toString()).getHost());
    }

    /** Its configured name, otherwise the host of the issuer. */
    public String name() {
        return name;
    }
}
