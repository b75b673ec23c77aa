package io.doorway.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project directory, which contains the launcher. */
public final class ProjectDirectory {

    private ProjectDirectory() {}

    /**
     * The nearest directory with a launcher, upwards from the system property {@code doorway.home} or, without it, from the working
     * directory.
     *
     * @throws LocalPlatformException if there is none
     */
    public static Path find() {
        String home = System.getProperty("doorway.home");
        Path start = Path.of(home == null ? "" : home).toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.isRegularFile(directory.resolve("doorway"))) {
                return directory;
            }
        }
        throw new LocalPlatformException("not inside the project directory of Doorway: " + start);
    }

    /** The directory for files that outlive a run: caches of the JVM and the descriptor of the running platform. */
    static Path cache(Path home) {
        return home.resolve(".doorway");
    }
}
