package io.doorway.local;

import io.doorway.local.Platform.Parts;
import io.doorway.servers.KafkaServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A program as a JVM starts it.
 *
 * @param name the name of the service
 * @param mainClass where the program starts
 * @param classPath its JAR files, in this order
 * @param addOpens the packages of the JDK that it reads by reflection, as {@code module/package}
 */
public record JavaProgram(String name, String mainClass, List<Path> classPath, List<String> addOpens) {

    private static final String QUARKUS_MAIN = "io.quarkus.runner.GeneratedMain";

    /**
     * A Quarkus application. Its JAR files are on a plain class path: the JVM's cache contains no classes of other class loaders. What the
     * build transformed or generated precedes what it was made from.
     *
     * @param launcher the application's {@code quarkus-run.jar}
     */
    public static JavaProgram quarkus(String name, Path launcher) {
        Path application = launcher.resolveSibling("");
        List<Path> classPath = new ArrayList<>();
        classPath.add(application.resolve("quarkus/transformed-bytecode.jar"));
        classPath.add(application.resolve("quarkus/generated-bytecode.jar"));
        for (String directory : List.of("app", "lib/boot", "lib/main")) {
            classPath.addAll(jarsIn(application.resolve(directory)));
        }
        return new JavaProgram(
                name, QUARKUS_MAIN, classPath.stream().filter(Files::exists).toList(), addOpensOf(launcher));
    }

    /** Kafka, from the class path of this JVM. */
    static JavaProgram kafka() {
        List<Path> classPath = Arrays.stream(KafkaServer.classPath().split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new JavaProgram(Parts.KAFKA, KafkaServer.MAIN_CLASS, classPath, List.of());
    }

    /** What follows the JVM's options on its command line, with the JAR files in these places. */
    public List<String> arguments(List<String> places) {
        return Stream.of(opens(), classPathOption(places).stream(), Stream.of(mainClass))
                .flatMap(part -> part)
                .toList();
    }

    /** What follows the JVM's options on its command line, with the JAR files where Maven has built them. */
    List<String> arguments() {
        return arguments(places());
    }

    /** The class path and what is opened, for a JVM that makes or tries a cache of this program without running it. */
    List<String> classPathOption() {
        return Stream.concat(opens(), classPathOption(places()).stream()).toList();
    }

    private List<String> places() {
        return classPath.stream().map(Path::toString).toList();
    }

    private Stream<String> opens() {
        return addOpens.stream().map(opened -> "--add-opens=" + opened + "=ALL-UNNAMED");
    }

    private static List<String> classPathOption(List<String> places) {
        return List.of("-cp", String.join(File.pathSeparator, places));
    }

    private static List<Path> jarsIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("not built: " + directory, e);
        }
    }

    /** What the framework asks for in the manifest of its own launcher, which is not used. */
    private static List<String> addOpensOf(Path launcher) {
        try (JarFile jar = new JarFile(launcher.toFile())) {
            String value = jar.getManifest().getMainAttributes().getValue("Add-Opens");
            return value == null ? List.of() : List.of(value.split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException("not built: " + launcher, e);
        }
    }
}
