package io.doorway.protocol.json;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Canonicalization Scheme (RFC 8785) for the texts that Doorway signs: objects, arrays, strings, booleans and null. Numbers
 * are not supported: no signed text contains one, and implementations differ in their canonical form.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** @throws IllegalArgumentException for a value of another type, or a string with an unpaired surrogate */
    public static String of(Map<String, ? extends @Nullable Object> object) {
        StringBuilder out = new StringBuilder(512);
        writeObject(out, object);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String s -> writeString(out, s);
            case Boolean b -> out.append(b.booleanValue());
            case List<?> list -> writeArray(out, list);
            case Map<?, ?> map -> writeObject(out, map);
            default ->
                throw new IllegalArgumentException(
                        value.getClass().getSimpleName() + " (expected: object, array, string, boolean or null)");
        }
    }

    private static void writeArray(StringBuilder out, List<?> list) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            write(out, element);
            separator = ",";
        }
        out.append(']');
    }

    /** Sorts members by the UTF-16 units of their names (section 3.2.3), as {@link String#compareTo} does. */
    private static void writeObject(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        List<? extends Map.Entry<?, ?>> members = map.entrySet().stream()
                .sorted(Comparator.comparing(member -> (String) member.getKey()))
                .toList();
        String separator = "";
        for (Map.Entry<?, ?> member : members) {
            out.append(separator);
            writeString(out, (String) member.getKey());
            out.append(':');
            write(out, member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    /** Escapes like ECMAScript's JSON.stringify (section 3.2.2.2). */
    private static void writeString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(hex(c >> 4)).append(hex(c & 0xf));
                    } else {
                        requirePaired(text, i);
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static char hex(int nibble) {
        return Character.forDigit(nibble, 16);
    }

    private static void requirePaired(String text, int i) {
        char c = text.charAt(i);
        boolean unpairedHigh = Character.isHighSurrogate(c)
                && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)));
        boolean unpairedLow = Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
        if (unpairedHigh || unpairedLow) {
            throw new IllegalArgumentException("unpaired surrogate");
        }
    }
}
