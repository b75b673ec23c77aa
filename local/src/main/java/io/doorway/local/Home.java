package io.doorway.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's directory: where the launcher is. */
final class Home {

    private Home() {}

    /** What the launcher says ({@code doorway.home}), else the nearest directory upwards that has a launcher. */
    static Path find() {
        String said = System.getProperty("doorway.home");
        Path start = Path.of(said == null ? "" : said).toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.isRegularFile(directory.resolve("doorway"))) {
                return directory;
            }
        }
        throw new LocalPlatformException("not inside Doorway's directory: " + start);
    }

    /** What one run leaves for the next on this machine: class data archives, the note of what runs. */
    static Path cache(Path home) {
        return home.resolve(".doorway");
    }
}
