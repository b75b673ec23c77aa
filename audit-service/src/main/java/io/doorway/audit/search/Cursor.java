package io.doorway.audit.search;

import io.doorway.protocol.Base64Url;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The place after an event in the order of answers, newest first. Opaque to those who carry it: what it is made of may change.
 *
 * @param seq tells events of the same time apart
 */
record Cursor(OffsetDateTime time, long seq) {

    static Cursor parse(String text) {
        try {
            String[] parts = new String(Base64Url.decode(text), StandardCharsets.US_ASCII).split(":", 2);
            Instant time = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            return new Cursor(time.atOffset(ZoneOffset.UTC), Long.parseLong(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException malformed) {
            throw Parameters.wrong("after", "the \"next\" of an earlier answer");
        }
    }

    String text() {
        String plain = String.format(Locale.ROOT, "%d:%d", time.toInstant().toEpochMilli(), seq);
        return Base64Url.encode(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
