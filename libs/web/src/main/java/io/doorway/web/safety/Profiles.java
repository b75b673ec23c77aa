package io.doorway.web.safety;

import java.util.List;
import java.util.Set;

/** Which configuration profiles are not production. A name that is not in this list is production, whatever it is. */
final class Profiles {

    private static final Set<String> HARMLESS = Set.of("dev", "test", "local");

    private Profiles() {}

    /**
     * Whether the safety checks apply. Several profiles can be active ({@code QUARKUS_PROFILE=prod,local}); one that is not harmless is
     * enough.
     *
     * @param active the active profiles, possibly none
     */
    static boolean isProduction(List<String> active) {
        return active.isEmpty() || !HARMLESS.containsAll(active);
    }
}
