package io.doorway.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Why a service ended: in its log's JSON the innermost cause comes last. */
final class LastWords {

    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private LastWords() {}

    /** The last message in the log; else its last line, for a JVM that did not come so far. */
    static String in(Path log) {
        try {
            String text = Files.readString(log);
            return MESSAGE.matcher(text)
                    .results()
                    .reduce((earlier, later) -> later)
                    .map((MatchResult message) -> message.group(1).replace("\\\"", "\""))
                    .or(() -> text.lines().filter(line -> !line.isBlank()).reduce((earlier, later) -> later))
                    .orElse("it said nothing");
        } catch (IOException unreadable) {
            return "its log cannot be read";
        }
    }
}
