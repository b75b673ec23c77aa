package io.doorway.bench;

import io.doorway.bench.Measurements.Counts;
import io.doorway.local.RunningPlatform;
import java.util.List;
import java.util.function.Supplier;

/** The platform that is measured. */
interface MeasuredPlatform {

    /** A platform whose processes stay. */
    static MeasuredPlatform of(RunningPlatform platform) {
        return () -> platform;
    }

    /** Its processes at present. */
    RunningPlatform descriptor();

    /**
     * Replaces instances of services while logins run.
     *
     * @param logins how many logins have ended
     */
    default List<Replacement> replaceInstances(Supplier<Counts> logins) {
        return List.of();
    }

    /**
     * An instance that was replaced.
     *
     * @param instance such as {@code session-service-2}
     * @param seconds from SIGTERM until the new process was ready
     * @param logins completed in this time
     * @param failed logins that failed in this time
     */
    record Replacement(String instance, double seconds, int logins, int failed) {}
}
