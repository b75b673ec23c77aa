package io.doorway.web.signature;

import io.doorway.protocol.signature.NativeEs256;
import io.doorway.web.config.CommonConfig;
import io.doorway.web.config.CommonConfig.Crypto;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import org.jboss.logging.Logger;

/**
 * Installs the native implementation of ES256 as the configuration says. Signers and verifiers ask the JCA for each signature, so none of
 * them has to be made after this.
 */
@Singleton
class ChooseEs256 {

    private static final Logger LOGGER = Logger.getLogger(ChooseEs256.class);

    /** After the check of the configuration. */
    private static final int EARLY = 2;

    private final Crypto choice;
    private final LoadEs256 library;
    private final MeterRegistry metrics;

    ChooseEs256(CommonConfig config, LoadEs256 library, MeterRegistry metrics) {
        this.choice = config.crypto();
        this.library = library;
        this.metrics = metrics;
    }

    void onStart(@Observes @Priority(EARLY) StartupEvent event) {
        int installed = isNativeInstalled() ? 1 : 0;
        metrics.gauge("doorway.es256.native", installed);
    }

    private boolean isNativeInstalled() {
        NativeEs256.remove();
        if (choice == Crypto.JDK) {
            LOGGER.info("ES256 by the JDK, as configured");
            return false;
        }
        try {
            NativeEs256 provider = library.provider();
            provider.install();
            LOGGER.infof("%s %s", provider.getInfo(), provider.getVersionStr());
            return true;
        } catch (GeneralSecurityException e) {
            if (choice == Crypto.NATIVE) {
                throw new IllegalArgumentException("doorway.crypto: native, but " + e.getMessage(), e);
            }
            LOGGER.infof("ES256 by the JDK: %s", e.getMessage());
            return false;
        }
    }
}
