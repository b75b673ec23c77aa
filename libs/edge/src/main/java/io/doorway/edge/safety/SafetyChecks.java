package io.doorway.edge.safety;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Refuses to start in the production profile with anything that only a developer may use. Production is the default: another
 * profile must be asked for.
 */
@ApplicationScoped
class SafetyChecks {

    private static final int BEFORE_EVERYTHING = 1;

    private final List<SafetyCheck> checks;

    SafetyChecks(@All List<SafetyCheck> checks) {
        this.checks = checks;
    }

    void onStart(@Observes @Priority(BEFORE_EVERYTHING) StartupEvent event) {
        if (!ConfigUtils.isProfileActive("prod")) {
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
}
