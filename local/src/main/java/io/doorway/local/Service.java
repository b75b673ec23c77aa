package io.doorway.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of our programs and what it is told.
 *
 * @param name its module's, its process', its log's
 * @param jar what is started, {@code quarkus-run.jar}
 * @param port where it listens
 * @param readiness the path that answers 200 when it is ready
 * @param settings configuration by the names of Quarkus' properties
 */
record Service(String name, Path jar, int port, String readiness, Map<String, String> settings) {

    /** Settings go through the environment: a command line is for everyone to read, and some of them are secrets. */
    Map<String, String> environment() {
        return settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        setting -> environmentName(setting.getKey()), Map.Entry::getValue));
    }

    /** As MicroProfile Config looks for it. */
    private static String environmentName(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
