package io.doorway.local.container;

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
 * A program of which there is an image.
 *
 * @param name the name of the image and of its service in {@code docker-compose.yml}
 * @param module the Maven module
 * @param title one line for people
 * @param mainClass where the program starts
 * @param classPath its JAR files, in this order
 * @param addOpens the packages of the JDK that it reads by reflection, as {@code module/package}
 * @param healthPort the port of {@code healthPath} inside the container
 * @param healthPath answers 200 when the program can serve
 */
record ImageDefinition(
        String name,
        Path module,
        String title,
        String mainClass,
        List<Path> classPath,
        List<String> addOpens,
        int healthPort,
        String healthPath) {

    static final String GATEWAY = "gateway";

    private static final String OWN_JARS = "doorway-";
    private static final int PORT = 8080;
    private static final int GATEWAY_HEALTH_PORT = 8079;
    private static final String READY = "/internal/health/ready";

    /** All images, of what Maven has built in this project. */
    static List<ImageDefinition> all(Path home) {
        return List.of(
                service(
                        home,
                        "challenge-service",
                        "Doorway: issues challenges, draws QR frames, expires challenges",
                        READY),
                service(home, "approval-service", "Doorway: accounts, phones, scan, approve, reject", READY),
                service(home, "session-service", "Doorway: the login page and the OpenID Provider", READY),
                service(home, "audit-service", "Doorway: the audit", READY),
                service(home, "local/demo-bank", "Doorway: a bank, to try a login", "/q/health/ready"),
                gateway(home));
    }

    /** The bill of materials (CycloneDX). */
    Path billOfMaterials() {
        return module.resolve("target/sbom.json");
    }

    /** Whether the file is Doorway's own code, which changes more often than what others wrote. */
    static boolean isOwn(Path jar) {
        String name = jar.getFileName().toString();
        return name.startsWith(OWN_JARS) || name.startsWith("io.doorway.") || name.endsWith("-bytecode.jar");
    }

    /**
     * A Quarkus application. Its JAR files are on a plain class path: the JVM's cache contains no classes of other class loaders. What the
     * build transformed or generated precedes what it was made from.
     */
    private static ImageDefinition service(Path home, String module, String title, String healthPath) {
        Path application = home.resolve(module).resolve("target/quarkus-app");
        List<Path> classPath = new ArrayList<>();
        classPath.add(application.resolve("quarkus/transformed-bytecode.jar"));
        classPath.add(application.resolve("quarkus/generated-bytecode.jar"));
        for (String directory : List.of("app", "lib/boot", "lib/main")) {
            classPath.addAll(jarsIn(application.resolve(directory)));
        }
        return new ImageDefinition(
                Path.of(module).getFileName().toString(),
                home.resolve(module),
                title,
                "io.quarkus.runner.GeneratedMain",
                classPath.stream().filter(Files::exists).toList(),
                addOpensOf(application.resolve("quarkus-run.jar")),
                PORT,
                healthPath);
    }

    private static ImageDefinition gateway(Path home) {
        Path module = home.resolve("local/gateway");
        List<Path> classPath = Arrays.stream(
                        read(module.resolve("target/classpath")).strip().split(":"))
                .map(Path::of)
                .toList();
        return new ImageDefinition(
                GATEWAY,
                module,
                "Doorway: the gateway of a platform for trying",
                "io.doorway.local.ContainerCommand",
                classPath,
                List.of(),
                GATEWAY_HEALTH_PORT,
                READY);
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

    /** What the framework asks for in the manifest of its own launcher, which the images do not use. */
    private static List<String> addOpensOf(Path launcher) {
        try (JarFile jar = new JarFile(launcher.toFile())) {
            String value = jar.getManifest().getMainAttributes().getValue("Add-Opens");
            return value == null ? List.of() : List.of(value.split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException("not built: " + launcher, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("not built: " + file, e);
        }
    }
}
