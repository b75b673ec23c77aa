package io.doorway.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A service and its configuration.
 *
 * @param name the name of its module, its process and its log
 * @param jar the program, {@code quarkus-run.jar}
 * @param port the port on which it listens
 * @param readiness the path that answers 200 when the service is ready
 * @param settings configuration properties
 */
record ServiceDefinition(String name, Path jar, int port, String readiness, Map<String, String> settings) {

    /** The settings as environment variables: some are secrets, and other users can read a command line. */
    Map<String, String> environment() {
        return settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        setting -> environmentName(setting.getKey()), Map.Entry::getValue));
    }

    /** The variable of a property, as MicroProfile Config maps it. */
    private static String environmentName(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
