package io.doorway.e2e.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.local.DoorwayCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commands of {@code ./doorway} in a project directory in which the platform of the tests is the one that {@code ./doorway up} started. */
public final class Launcher implements AutoCloseable {

    private static final String HOME = "doorway.home";

    private final String homeBefore = System.getProperty(HOME, "");

    /** @param home an empty directory */
    public Launcher(Path home) throws IOException {
        Files.createFile(home.resolve("doorway"));
        Path run = Files.createDirectories(home.resolve(".doorway/run"));
        Files.copy(TestPlatform.platform().data().resolve("platform.json"), run.resolve("platform.json"));
        System.setProperty(HOME, home.toString());
    }

    /** Runs a command that succeeds, with this text on its standard input; returns what it prints. */
    public static String run(String input, String... arguments) {
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(DoorwayCommand.run(arguments)).isZero();
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** What a command that fails with this status prints. */
    public static String refusal(int status, String... arguments) {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(DoorwayCommand.run(arguments)).isEqualTo(status);
        } finally {
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (homeBefore.isEmpty()) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, homeBefore);
        }
    }
}
