package io.doorway.testkit.servers;

import java.util.List;
import java.util.stream.Stream;

/** Command lines, put together from parts. */
final class Commands {

    private Commands() {}

    @SafeVarargs
    static List<String> of(String program, List<String>... arguments) {
        return Stream.concat(Stream.of(program), Stream.of(arguments).flatMap(List::stream))
                .toList();
    }
}
