package io.doorway.web.config;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.EnvConfigSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Stops the start if a {@code doorway.*} property is configured that no service has: a misspelled property would be ignored.
 *
 * <p>All services accept the properties of all services, because they may share one configuration file. {@code properties.txt} has
 * the names; a test of the module e2e generates it. The environment also contains variables of others (Kubernetes adds
 * {@code DOORWAY_SERVICE_HOST} for a service named doorway), so there only a name that resembles a property is refused.
 */
@Singleton
class UnknownPropertyCheck {

    private static final String LIST = "properties.txt";
    private static final String PREFIX = "doorway.";
    private static final String VARIABLE_PREFIX = "DOORWAY_";
    private static final int MAX_DISTANCE_OF_VARIABLES = 2;

    /** A profile before a name, and an index after it. */
    private static final Pattern PROFILE_OR_INDEX = Pattern.compile("^%[^.]+\\.|\\[\\d+]$");

    private static final Pattern NOT_IN_A_VARIABLE = Pattern.compile("[^A-Za-z0-9]");

    private final Config config;
    private final Set<String> known;
    private final Set<String> variables;

    UnknownPropertyCheck(Config config) {
        this.config = config;
        this.known = readList();
        this.variables = known.stream().map(UnknownPropertyCheck::variableOf).collect(Collectors.toUnmodifiableSet());
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        Set<String> unknown = unknown();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", unknown));
        }
    }

    /** A sentence for each unknown property, with the known property that it resembles most. */
    Set<String> unknown() {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream().flatMap(name -> unknown(source, name).stream()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<String> unknown(ConfigSource source, String name) {
        return source instanceof EnvConfigSource ? unknownVariable(name) : unknownProperty(name);
    }

    /** The source also contains the variables in the form of properties; they are not examined twice. */
    private Optional<String> unknownVariable(String name) {
        if (!name.startsWith(VARIABLE_PREFIX) || variables.contains(name)) {
            return Optional.empty();
        }
        return nearest(property -> distance(name, variableOf(property)))
                .map(UnknownPropertyCheck::variableOf)
                .filter(variable -> distance(name, variable) <= MAX_DISTANCE_OF_VARIABLES)
                .map(variable -> message(name, variable));
    }

    private Optional<String> unknownProperty(String name) {
        if (!name.contains(PREFIX)) {
            return Optional.empty();
        }
        String plain = PROFILE_OR_INDEX.matcher(name).replaceAll("");
        if (!plain.startsWith(PREFIX) || known.stream().anyMatch(property -> matches(plain, property))) {
            return Optional.empty();
        }
        return nearest(property -> distance(plain, property)).map(property -> message(plain, property));
    }

    private static String message(String name, String nearest) {
        return name + ": there is no such property (nearest: " + nearest + ")";
    }

    private Optional<String> nearest(ToIntFunction<String> distance) {
        return known.stream().filter(property -> !property.endsWith("*")).min(Comparator.comparingInt(distance));
    }

    private static boolean matches(String name, String property) {
        return property.endsWith("*")
                ? name.startsWith(property.substring(0, property.length() - 1))
                : name.equals(property);
    }

    private static String variableOf(String property) {
        return NOT_IN_A_VARIABLE.matcher(property).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** The number of characters to insert, delete or replace (Levenshtein distance). */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static Set<String> readList() {
        try (InputStream in = UnknownPropertyCheck.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
