package io.doorway.web.geography;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file in the MaxMind DB format, mapped into memory. */
final class MaxMindDatabase {

    private final Reader reader;

    /**
     * @param property the property that names the file
     * @param kinds one of these is part of the database's type, such as {@code GeoLite2-City}
     * @throws IllegalArgumentException with the property's name, if the file is not such a database
     */
    MaxMindDatabase(String property, Path file, List<String> kinds) {
        try {
            reader = new Reader(file.toFile(), new CHMCache());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "%s: %s cannot be read (expected: a MaxMind DB file)".formatted(property, file), unreadable);
        }
        String type = reader.getMetadata().databaseType();
        if (kinds.stream().noneMatch(type::contains)) {
            throw new IllegalArgumentException("%s: %s is of type %s (expected: one of %s)"
                    .formatted(property, file, type, String.join(", ", kinds)));
        }
    }

    /** The entry of an address, or empty. */
    Optional<Entry> find(InetAddress address) {
        try {
            return Optional.ofNullable(reader.get(address, Map.class)).map(Entry::new);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** A record of the database, a tree of maps. */
    record Entry(Map<?, ?> tree) {

        @Nullable
        String text(String... path) {
            return at(path) instanceof String text ? text : null;
        }

        @Nullable
        Long number(String... path) {
            return at(path) instanceof Number number ? number.longValue() : null;
        }

        private @Nullable Object at(String... path) {
            @Nullable Object value = tree;
            for (String name : path) {
                value = value instanceof Map<?, ?> map ? map.get(name) : null;
            }
            return value;
        }
    }
}
