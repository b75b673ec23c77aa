package io.doorway.local.container;

import io.doorway.local.LocalPlatformException;
import io.doorway.local.ProjectDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code ./doorway images}: builds the image of every program, after Maven has built the programs. */
public final class ImagesCommand {

    private static final String UNTRAINED = "-untrained";
    private static final Duration BUILD = Duration.ofMinutes(5);

    private final Path home;
    private final String version;

    private ImagesCommand(Path home, String version) {
        this.home = home;
        this.version = version;
    }

    /** @param arguments the version, which is the tag of the images */
    public static void main(String... arguments) {
        try {
            new ImagesCommand(ProjectDirectory.find(), arguments[0]).run();
        } catch (LocalPlatformException | UncheckedIOException expected) {
            System.err.println("doorway: " + expected.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        Path directory = home.resolve(".doorway/images");
        List<ImageContext> contexts = new ArrayList<>();
        for (ImageDefinition image : ImageDefinition.all(home)) {
            contexts.add(timed(image.name() + ", layers", () -> {
                ImageContext context = ImageContext.write(image, directory);
                withoutOldCache(context);
                build(context, version + UNTRAINED, "--target", "untrained");
                return context;
            }));
        }
        AheadOfTimeCaches caches = new AheadOfTimeCaches(home, version + UNTRAINED);
        List<ImageContext> missing =
                contexts.stream().filter(context -> !caches.restore(context)).toList();
        if (!missing.isEmpty()) {
            timed("ahead-of-time caches, recorded during logins", () -> {
                caches.record(missing);
                return missing;
            });
        }
        for (ImageContext context : contexts) {
            timed(nameOf(context, version), () -> build(context, version));
        }
    }

    /** The first stage is built with the same context, whose cache would be that of an older program. */
    private static void withoutOldCache(ImageContext context) {
        try {
            Files.deleteIfExists(context.cache());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String build(ImageContext context, String tag, String... options) {
        ImageDefinition image = context.image();
        List<String> arguments = new ArrayList<>(List.of(
                "build",
                "--file",
                home.resolve("deploy/images/Dockerfile").toString(),
                "--tag",
                nameOf(context, tag),
                "--build-arg",
                "NAME=" + image.name(),
                "--build-arg",
                "TITLE=" + image.title(),
                "--build-arg",
                "VERSION=" + version));
        arguments.addAll(List.of(options));
        arguments.add(context.directory().toString());
        return Docker.run(BUILD, arguments.toArray(String[]::new));
    }

    private static String nameOf(ImageContext context, String tag) {
        return "doorway/%s:%s".formatted(context.image().name(), tag);
    }

    private static <T> T timed(String step, Supplier<T> action) {
        System.out.print("  %-56s".formatted(step));
        System.out.flush();
        Instant begin = Instant.now();
        T result = action.get();
        System.out.printf(
                Locale.ROOT, "%6.1f s%n", Duration.between(begin, Instant.now()).toMillis() / 1000.0);
        return result;
    }
}
