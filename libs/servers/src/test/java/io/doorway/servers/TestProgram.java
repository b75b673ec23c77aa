package io.doorway.servers;

import java.nio.file.Path;
import java.util.List;

/** Programs of the tests that run in a JVM of their own. */
final class TestProgram {

    private TestProgram() {}

    /** The command line of a program with one argument. */
    static List<String> of(Class<?> main, Path argument) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                argument.toString());
    }
}
