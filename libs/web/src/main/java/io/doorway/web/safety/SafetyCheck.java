package io.doorway.web.safety;

import java.util.Optional;

/** One check of the configuration in production. Services add theirs as beans. */
public interface SafetyCheck {

    /** The violation, beginning with the property's name, or empty. */
    Optional<String> violation();
}
