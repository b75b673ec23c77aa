package io.doorway.web.safety;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Stops the start in production with a configuration that is only safe for development. Production is every {@linkplain Profiles
 * profile} that is not known to be harmless.
 */
@Singleton
class SafetyChecks {

    private static final int BEFORE_ALL_OTHERS = 1;

    private final List<SafetyCheck> checks;

    SafetyChecks(@All List<SafetyCheck> checks) {
        this.checks = checks;
    }

    void onStart(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) {
        if (!Profiles.isProduction(ConfigUtils.getProfiles())) {
            return;
        }
        String violations = checks.stream()
                .map(SafetyCheck::violation)
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        if (!violations.isEmpty()) {
            throw new UnsafeConfigurationException(violations);
        }
    }

    /** The configuration is not safe for production. The message names every violating property. */
    public static final class UnsafeConfigurationException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnsafeConfigurationException(String violations) {
            super("not safe for production: " + violations);
        }
    }
}
