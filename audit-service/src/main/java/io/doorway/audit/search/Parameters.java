package io.doorway.audit.search;

import io.doorway.edge.problem.Problem;
import io.doorway.edge.problem.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads parameters strictly: each problem names the parameter and what was expected. */
final class Parameters {

    /** No field of an event is longer. */
    private static final int LONGEST = 512;

    private Parameters() {}

    /** @throws ProblemException if there is a parameter of another name, or one twice, or one without a value */
    static void only(Set<String> known, UriInfo asked) {
        for (Map.Entry<String, List<String>> parameter :
                asked.getQueryParameters().entrySet()) {
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
                    || values.getFirst().length() > LONGEST) {
                throw wrong(name, "one value of 1 to " + LONGEST + " characters");
            }
            if (values.getFirst().indexOf('\0') >= 0) {
                throw wrong(name, "text without NUL");
            }
        }
    }

    static @Nullable Instant instant(String name, @Nullable String value) {
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeParseException malformed) {
            throw wrong(name, "an RFC 3339 time in UTC, such as 2026-11-21T18:30:00Z");
        }
    }

    static int number(String name, @Nullable String value, int least, int most, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // Told below, as a number out of range is.
        }
        throw wrong(name, least + " to " + most);
    }

    /** The id of a server-sent event: a place in the order of durability. */
    static long place(String name, String value) {
        try {
            long place = Long.parseLong(value);
            if (place >= 0) {
                return place;
            }
        } catch (NumberFormatException malformed) {
            // Told below, as a negative number is.
        }
        throw wrong(name, "the id of an event of this feed");
    }

    static <T> @Nullable T oneOf(String name, @Nullable String value, Map<String, T> choices) {
        if (value == null) {
            return null;
        }
        T choice = choices.get(value);
        if (choice == null) {
            throw wrong(
                    name,
                    "one of "
                            + String.join(
                                    ", ", choices.keySet().stream().sorted().toList()));
        }
        return choice;
    }

    static ProblemException wrong(String name, String expected) {
        return Problem.of(400, "invalid-parameter", name + " (expected: " + expected + ")")
                .asException();
    }
}
