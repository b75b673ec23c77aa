package io.doorway.protocol.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Compares secrets and values that are derived from secrets. The duration depends on the lengths only and not on where two values
 * differ, so that an attacker cannot guess a value byte by byte.
 */
public final class ConstantTime {

    private ConstantTime() {}

    public static boolean equal(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }

    /** Compares the UTF-8 bytes. */
    public static boolean equal(String a, String b) {
        return equal(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
