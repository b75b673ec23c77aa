package io.doorway.protocol.encoding;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Crockford's base 32. No letter of its alphabet looks like a digit, so that a person can type a code. All are in the alphanumeric mode of
 * QR codes, so that a text has fewer modules than in base64url. Each character has five bits.
 */
public final class Crockford32 {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int BITS = 5;
    private static final int MASK = 0x1f;

    private Crockford32() {}

    /** Encodes bytes; the unused bits of the last character are zero. */
    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << Byte.SIZE | next & 0xff) & 0xffff;
            for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
                text.append(ALPHABET.charAt(buffer >>> bits - BITS & MASK));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(ALPHABET.charAt(buffer << BITS - bits & MASK)).toString();
    }

    /**
     * Decodes what {@link #encode} has encoded.
     *
     * @throws IllegalArgumentException for any other text, so that two different texts never decode to the same bytes
     */
    public static byte[] decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * BITS / Byte.SIZE);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = (buffer << BITS | ALPHABET.indexOf(text.charAt(i)) & MASK) & 0xffff;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.put((byte) (buffer >>> bits));
            }
        }
        if (!encode(bytes.array()).equals(text)) {
            throw new IllegalArgumentException("not canonical base 32");
        }
        return bytes.array();
    }

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
