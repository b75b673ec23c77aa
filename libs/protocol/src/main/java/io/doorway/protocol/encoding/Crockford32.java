package io.doorway.protocol.encoding;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Crockford's base 32, for codes that a person reads and types: no letter of its alphabet looks like a digit. Each character has five
 * bits.
 */
public final class Crockford32 {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Crockford32() {}

    /** A code of {@code length} random characters. */
    public static String random(RandomGenerator random, int length) {
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /**
     * The code of {@code length} characters that a person typed: in any case, with spaces or dashes, with {@code O} for 0, {@code I} or
     * {@code L} for 1. Empty if it has another length or other characters.
     */
    public static Optional<String> parse(String typed, int length) {
        String code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean valid = code.length() == length && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return valid ? Optional.of(code) : Optional.empty();
    }
}
