package io.doorway.audit.search;

import io.doorway.web.problem.Problem;
import io.doorway.web.problem.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly. Every problem names the parameter and the expected value. */
final class QueryParameters {

    /** The maximum length of a field of an event. */
    private static final int MAX_LENGTH = 512;

    /** RFC 3339 has the years 0000 to 9999; an {@link Instant} can be in years that a date with an offset cannot. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private QueryParameters() {}

    /**
     * Accepts only known parameters, each with one value.
     *
     * @throws ProblemException if a parameter has another name, occurs twice or has no value
     */
    static void only(Set<String> known, UriInfo uri) {
        for (Map.Entry<String, List<String>> parameter :
                uri.getQueryParameters().entrySet()) {
            String name = parameter.getKey();
            List<String> values = parameter.getValue();
            if (!known.contains(name)) {
                throw Problem.of(
                                400,
                                "invalid-parameter",
                                "A parameter is not one of: "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()))
                        .asException();
            }
            if (values.size() != 1
                    || values.getFirst().isBlank()
                    || values.getFirst().length() > MAX_LENGTH) {
                throw invalid(name, "one value of 1 to " + MAX_LENGTH + " characters");
            }
            if (values.getFirst().indexOf('\0') >= 0) {
                throw invalid(name, "text without NUL");
            }
        }
    }

    static @Nullable Instant instant(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(value);
            if (!time.isBefore(FIRST) && time.isBefore(END)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Rejected below, like a time out of range.
        }
        throw invalid(name, "an RFC 3339 time in UTC, such as 2026-11-21T18:30:00Z");
    }

    static int number(String name, @Nullable String value, int min, int max, int defaultValue) {
        if (value == null) {
            return defaultValue;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Rejected below, like a number out of range.
        }
        throw invalid(name, min + " to " + max);
    }

    /** The id of a server-sent event, which is the {@code seq} of a recorded event. */
    static long position(String name, String value) {
        try {
            long seq = Long.parseLong(value);
            if (seq >= 0) {
                return seq;
            }
        } catch (NumberFormatException e) {
            // Rejected below, like a negative number.
        }
        throw invalid(name, "the id of an event of this stream");
    }

    static <T> @Nullable T oneOf(String name, @Nullable String value, Map<String, T> choices) {
        if (value == null) {
            return null;
        }
        T choice = choices.get(value);
        if (choice == null) {
            throw invalid(
                    name,
                    "one of "
                            + String.join(
                                    ", ", choices.keySet().stream().sorted().toList()));
        }
        return choice;
    }

    static ProblemException invalid(String name, String expected) {
        return Problem.of(400, "invalid-parameter", name + " (expected: " + expected + ")")
                .asException();
    }
}
