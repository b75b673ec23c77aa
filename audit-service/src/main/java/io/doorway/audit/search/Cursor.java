package io.doorway.audit.search;

import io.doorway.protocol.encoding.Base64Url;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The position after an event in the order of query results, newest first. Opaque to clients: its content may change.
 *
 * @param seq distinguishes events of the same time
 */
record Cursor(OffsetDateTime time, long seq) {

    static Cursor parse(String text) {
        try {
            String[] parts = new String(Base64Url.decode(text), StandardCharsets.US_ASCII).split(":", 2);
            Instant time = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            return new Cursor(time.atOffset(ZoneOffset.UTC), Long.parseLong(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw QueryParameters.invalid("after", "the \"next\" of an earlier response");
        }
    }

    String text() {
        String plain = String.format(Locale.ROOT, "%d:%d", time.toInstant().toEpochMilli(), seq);
        return Base64Url.encode(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
