package io.doorway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds overlays with this machine's {@code kustomize}, or with that of its {@code kubectl}. A test that needs it is skipped where both are
 * missing or older: kustomize 4 does not know components, and the kubectl of Debian 12 has version 2.
 */
final class Kustomize {

    private static final int OLDEST_MAJOR_VERSION = 5;
    private static final Pattern VERSION =
            Pattern.compile("(?:\"kustomizeVersion\": *\"|^)v(\\d+)\\.", Pattern.MULTILINE);

    /** A program, by the command that prints its version and the one that builds a directory. */
    private record Program(List<String> version, List<String> build) {}

    private static final List<Program> PROGRAMS = List.of(
            new Program(List.of("kustomize", "version"), List.of("kustomize", "build")),
            new Program(List.of("kubectl", "version", "--client", "--output=json"), List.of("kubectl", "kustomize")));

    private static final Map<Path, String> BUILT = new ConcurrentHashMap<>();

    private Kustomize() {}

    /** The objects of the overlay as YAML; built once. */
    static String build(Path overlay) {
        return BUILT.computeIfAbsent(overlay, directory -> {
            Optional<Program> program =
                    PROGRAMS.stream().filter(Kustomize::isAvailable).findFirst();
            assumeTrue(
                    program.isPresent(),
                    "neither kustomize 5 nor a kubectl with it is installed: the overlays are not built");
            Programs.Result result =
                    Programs.run(Stream.concat(program.orElseThrow().build.stream(), Stream.of(directory.toString()))
                            .toList());
            assertThat(result.status()).as(result.output()).isZero();
            return result.output();
        });
    }

    private static boolean isAvailable(Program program) {
        try {
            Matcher version = VERSION.matcher(Programs.run(program.version).output());
            return version.find() && Integer.parseInt(version.group(1)) >= OLDEST_MAJOR_VERSION;
        } catch (UncheckedIOException missing) {
            return false;
        }
    }
}
