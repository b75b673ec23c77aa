package io.doorway.local.container;

import io.doorway.local.ContainerCommand;
import io.doorway.local.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A program of which there is an image.
 *
 * @param module the Maven module
 * @param title one line for people
 * @param program its main class and JAR files
 * @param healthPort the port of {@code healthPath} inside the container
 * @param healthPath answers 200 when the program can serve
 */
record ImageDefinition(Path module, String title, JavaProgram program, int healthPort, String healthPath) {

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

    /** The name of the image and of its service in {@code docker-compose.yml}. */
    String name() {
        return program.name();
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

    private static ImageDefinition service(Path home, String module, String title, String healthPath) {
        String name = Path.of(module).getFileName().toString();
        Path launcher = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        return new ImageDefinition(home.resolve(module), title, JavaProgram.quarkus(name, launcher), PORT, healthPath);
    }

    private static ImageDefinition gateway(Path home) {
        Path module = home.resolve("local/gateway");
        List<Path> classPath = Arrays.stream(
                        read(module.resolve("target/classpath")).strip().split(":"))
                .map(Path::of)
                .toList();
        return new ImageDefinition(
                module,
                "Doorway: the gateway of a platform for trying",
                new JavaProgram(GATEWAY, ContainerCommand.class.getName(), classPath, List.of()),
                GATEWAY_HEALTH_PORT,
                READY);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("not built: " + file, e);
        }
    }
}
