package io.doorway.testkit.fuzz;

import java.nio.charset.StandardCharsets;

/** Inputs that are nearly genuine: a signature cannot be guessed, but a genuine message can be damaged. */
public final class Splice {

    private static final int PLACE_BYTES = 3;

    private Splice() {}

    /**
     * The text that an input stands for: itself, or, if its first byte is above 127, the genuine text with the rest of the input written
     * over it at the place that the next two bytes say.
     */
    public static String into(String genuine, byte[] input) {
        if (input.length < PLACE_BYTES || input[0] >= 0) {
            return new String(input, StandardCharsets.UTF_8);
        }
        int place = (((input[1] & 0xFF) << 8) | (input[2] & 0xFF)) % genuine.length();
        String written = new String(input, PLACE_BYTES, input.length - PLACE_BYTES, StandardCharsets.UTF_8);
        int end = Math.min(genuine.length(), place + written.length());
        return genuine.substring(0, place) + written + genuine.substring(end);
    }
}
