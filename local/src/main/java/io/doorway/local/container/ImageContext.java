package io.doorway.local.container;

import io.doorway.local.JvmOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The context in which an image is built: the archives that {@code deploy/images/Dockerfile} names.
 *
 * @param image the program
 * @param directory where the archives are
 */
record ImageContext(ImageDefinition image, Path directory) {

    static final String INSTALLATION = "opt/doorway/";

    /** Volumes of {@code docker-compose.yml} that the gateway's image fills with secrets. */
    private static final List<String> SECRETS = List.of(
            "keys",
            "challenge-service",
            "approval-service",
            "session-service",
            "audit-service",
            "demo-bank",
            "gateway",
            "redis",
            "postgres",
            "grafana");

    private static final String HEALTH_CLASS = HealthCheck.class.getName().replace('.', '/') + ".class";

    Path libraries() {
        return directory.resolve("libraries.tar");
    }

    Path application() {
        return directory.resolve("application.tar");
    }

    Path cache() {
        return directory.resolve("cache.tar");
    }

    /** Writes the archives of both layers. */
    static ImageContext write(ImageDefinition image, Path parent) {
        ImageContext context = new ImageContext(image, parent.resolve(image.name()));
        try {
            Files.createDirectories(context.directory());
            context.writeLibraries();
            context.writeApplication();
        } catch (IOException e) {
            throw new UncheckedIOException("image of " + image.name(), e);
        }
        return context;
    }

    /** Writes the layer of the ahead-of-time cache. */
    void writeCache(Path recorded) {
        try (ReproducibleTar tar = new ReproducibleTar(cache())) {
            tar.add(INSTALLATION + "start.aot", recorded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeLibraries() throws IOException {
        try (ReproducibleTar tar = new ReproducibleTar(libraries())) {
            for (Path jar : image.program().classPath()) {
                if (!ImageDefinition.isOwn(jar)) {
                    tar.add(placeOf(jar), jar);
                }
            }
            for (Map.Entry<String, byte[]> library :
                    NativeLibraries.of(image.program().classPath()).entrySet()) {
                tar.add(INSTALLATION + NativeLibraries.DIRECTORY + library.getKey(), library.getValue());
            }
        }
    }

    private void writeApplication() throws IOException {
        try (ReproducibleTar tar = new ReproducibleTar(application())) {
            for (Path jar : image.program().classPath()) {
                if (ImageDefinition.isOwn(jar)) {
                    tar.add(placeOf(jar), jar);
                }
            }
            tar.add(INSTALLATION + "health/" + HEALTH_CLASS, healthClass());
            tar.add(INSTALLATION + "health.args", healthArguments());
            tar.add(INSTALLATION + "start.args", startArguments());
            tar.add(INSTALLATION + "sbom.json", image.billOfMaterials());
            if (image.name().equals(ImageDefinition.GATEWAY)) {
                for (String secrets : SECRETS) {
                    tar.addOwnDirectory("secrets/" + secrets);
                }
            }
        }
    }

    private static String placeOf(Path jar) {
        return INSTALLATION + (ImageDefinition.isOwn(jar) ? "application/" : "libraries/") + jar.getFileName();
    }

    private static byte[] healthClass() throws IOException {
        try (InputStream content = ImageContext.class.getClassLoader().getResourceAsStream(HEALTH_CLASS)) {
            if (content == null) {
                throw new IOException("missing: " + HEALTH_CLASS);
            }
            return content.readAllBytes();
        }
    }

    /** A JVM that runs for a tenth of a second: no second compiler, one thread for the garbage, the smallest heap. */
    private String healthArguments() {
        return lines(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx16m",
                "-cp",
                "/" + INSTALLATION + "health",
                HealthCheck.class.getName(),
                Integer.toString(image.healthPort()),
                image.healthPath()));
    }

    /** The heap is a share of the container's memory; what does not fit in ends the program, and Docker starts it again. */
    private String startArguments() {
        List<String> arguments = new ArrayList<>(JvmOptions.ofImages());
        arguments.addAll(List.of(
                "-XX:MaxRAMPercentage=50",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        arguments.addAll(NativeLibraries.options("/" + INSTALLATION));
        List<String> places = image.program().classPath().stream()
                .map(jar -> "/" + placeOf(jar))
                .toList();
        arguments.addAll(image.program().arguments(places));
        return lines(arguments);
    }

    private static String lines(List<String> arguments) {
        return String.join("\n", arguments) + "\n";
    }
}
