package io.doorway.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the reason why a service ended during its start. In the JSON of its log, the innermost cause is last. */
final class StartupFailure {

    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What a JVM prints that cannot start or has crashed. */
    private static final Pattern OF_THE_JVM = Pattern.compile(
            "Error occurred during initialization of|A fatal error has been detected by the Java Runtime Environment");

    private StartupFailure() {}

    /** Whether the JVM failed, and not the program that runs in it. */
    static boolean isOfTheJvm(Path log) {
        try {
            return OF_THE_JVM.matcher(Files.readString(log)).find();
        } catch (IOException e) {
            return false;
        }
    }

    /** The last message in the log; without one, the last line, which a JVM prints that cannot start. */
    static String readFrom(Path log) {
        try {
            String text = Files.readString(log);
            return MESSAGE.matcher(text)
                    .results()
                    .reduce((previous, last) -> last)
                    .map((MatchResult message) -> message.group(1).replace("\\\"", "\""))
                    .or(() -> text.lines().filter(line -> !line.isBlank()).reduce((previous, last) -> last))
                    .orElse("its log is empty");
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }
}
