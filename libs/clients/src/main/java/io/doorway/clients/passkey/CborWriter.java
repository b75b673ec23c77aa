package io.doorway.clients.passkey;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The subset of CBOR (RFC 8949) for attestation objects and COSE keys: integers, byte strings, text strings and maps. */
final class CborWriter {
    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int MAP = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CborWriter() {}

    /** Encodes an {@link Integer}, a byte array, a {@link String} or a {@link Map} of these. */
    static byte[] of(Object item) {
        CborWriter cbor = new CborWriter();
        cbor.write(item);
        return cbor.out.toByteArray();
    }

    private void write(Object item) {
        switch (item) {
            case Integer number when number >= 0 -> head(UNSIGNED, number);
            case Integer number -> head(NEGATIVE, -1 - number);
            case byte[] bytes -> {
                head(BYTES, bytes.length);
                out.writeBytes(bytes);
            }
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                head(TEXT, bytes.length);
                out.writeBytes(bytes);
            }
            case Map<?, ?> map -> {
                head(MAP, map.size());
                map.forEach((key, value) -> {
                    write(key);
                    write(value);
                });
            }
            default -> throw new IllegalArgumentException("cannot encode as CBOR: " + item.getClass());
        }
    }

    /** The shortest form of the argument (RFC 8949 section 4.2.1). */
    private void head(int major, int argument) {
        int type = major << 5;
        if (argument < 24) {
            out.write(type | argument);
        } else if (argument < 0x100) {
            out.write(type | 24);
            out.write(argument);
        } else {
            out.write(type | 25);
            out.write(argument >> 8);
            out.write(argument);
        }
    }
}
