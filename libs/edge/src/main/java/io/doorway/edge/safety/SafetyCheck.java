package io.doorway.edge.safety;

import java.util.Optional;

/** One thing that must not be configured in production. Services add their own as beans. */
public interface SafetyCheck {

    /** What is wrong, beginning with the property's name, or empty. */
    Optional<String> violation();
}
