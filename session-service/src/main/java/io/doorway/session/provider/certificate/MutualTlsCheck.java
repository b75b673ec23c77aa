package io.doorway.session.provider.certificate;

import io.doorway.web.request.TrustedProxies;
import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refuses in production what would let clients forge certificates, or keep them from using any. */
@Singleton
class MutualTlsCheck implements SafetyCheck {
    private final MutualTlsConfig config;
    private final TrustedProxies proxies;

    MutualTlsCheck(MutualTlsConfig config, TrustedProxies proxies) {
        this.config = config;
        this.proxies = proxies;
    }

    @Override
    public Optional<String> violation() {
        return config.origin().flatMap(origin -> {
            if (!"https".equals(origin.getScheme())) {
                return Optional.of("doorway.mutual-tls.origin: " + origin + " (expected: https)");
            }
            return proxies.areNone()
                    ? Optional.of(TrustedProxies.PROPERTY
                            + ": 0 (expected: the proxies that pass certificates, for doorway.mutual-tls.origin)")
                    : Optional.empty();
        });
    }
}
