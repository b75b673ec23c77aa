package io.doorway.testkit.geography;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The data section of the MaxMind DB format. A value consists of a control byte, further bytes of its size if it is long, and its content. */
final class MaxMindData {

    private static final int TEXT = 2;
    private static final int UINT32 = 6;
    private static final int MAP = 7;
    private static final int ARRAY = 11;
    private static final int LAST_SHORT_TYPE = 7;
    private static final int LAST_SHORT_SIZE = 28;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Appends a value; returns its offset. */
    int append(Object value) {
        int start = out.size();
        switch (value) {
            case String text -> bytes(TEXT, text.getBytes(StandardCharsets.UTF_8));
            case Long number -> bytes(UINT32, bigEndian(number));
            case List<?> list -> {
                control(ARRAY, list.size());
                list.forEach(this::append);
            }
            case Map<?, ?> map -> {
                control(MAP, map.size());
                map.forEach((name, item) -> {
                    append(name);
                    append(item);
                });
            }
            default -> throw new IllegalArgumentException("unsupported type: " + value.getClass());
        }
        return start;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void bytes(int type, byte[] content) {
        control(type, content.length);
        out.writeBytes(content);
    }

    private void control(int type, int size) {
        int shortSize = Math.min(size, LAST_SHORT_SIZE + 1);
        out.write((type > LAST_SHORT_TYPE ? 0 : type << 5) | shortSize);
        if (type > LAST_SHORT_TYPE) {
            out.write(type - LAST_SHORT_TYPE);
        }
        if (shortSize > LAST_SHORT_SIZE) {
            out.write(size - shortSize);
        }
    }

    private static byte[] bigEndian(long number) {
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }
}
