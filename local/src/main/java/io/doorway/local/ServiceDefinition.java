package io.doorway.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An instance of a service, and its configuration.
 *
 * @param service the name of the service and of its module
 * @param number 1 for the first instance
 * @param jar the program, {@code quarkus-run.jar}
 * @param port the port on which it listens
 * @param readiness the path that answers 200 when the service is ready
 * @param settings configuration properties
 */
record ServiceDefinition(
        String service, int number, Path jar, int port, String readiness, Map<String, String> settings) {

    private static final String PORT = "quarkus.http.port";

    /** The first instance of a service. */
    static ServiceDefinition first(String service, Path jar, int port, String readiness, Map<String, String> settings) {
        return new ServiceDefinition(service, 1, jar, port, readiness, settings);
    }

    /** The name of the instance, its process and its log: {@code session-service}, {@code session-service-2}. */
    String name() {
        return number == 1 ? service : service + "-" + number;
    }

    /**
     * Another instance of the service.
     *
     * @param other configuration properties; they replace those of this instance
     */
    ServiceDefinition instance(int number, int port, Map<String, String> other) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(PORT, Integer.toString(port));
        all.putAll(other);
        return new ServiceDefinition(service, number, jar, port, readiness, all);
    }

    /** The settings as environment variables: some are secrets, and other users can read a command line. */
    Map<String, String> environment() {
        return settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        setting -> environmentName(setting.getKey()), Map.Entry::getValue));
    }

    /** The variable of a property, as MicroProfile Config maps it. */
    static String environmentName(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
