package io.doorway.testkit.fuzz;

import java.nio.charset.StandardCharsets;

/** Mutations of a genuine message, because a fuzzer cannot guess a valid signature. */
public final class MessageMutation {

    private static final int HEADER_BYTES = 3;

    private MessageMutation() {}

    /**
     * Interprets a generated input. If its first byte is above 127, the result is the genuine text, overreplacement with the bytes from the
     * fourth on, at the position in the second and third byte. Otherwise the result is the input itself.
     */
    public static String apply(String genuine, byte[] input) {
        if (input.length < HEADER_BYTES || input[0] >= 0) {
            return new String(input, StandardCharsets.UTF_8);
        }
        int position = (((input[1] & 0xFF) << 8) | (input[2] & 0xFF)) % genuine.length();
        String replacement = new String(input, HEADER_BYTES, input.length - HEADER_BYTES, StandardCharsets.UTF_8);
        int end = Math.min(genuine.length(), position + replacement.length());
        return genuine.substring(0, position) + replacement + genuine.substring(end);
    }
}
