package io.doorway.session.provider.oauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import org.jspecify.annotations.Nullable;

/**
 * The RSA keys that clients choose. A key is not too short (RFC 7518 sections 3.3 and 3.5), and a signature takes about as long to verify as
 * others: with an exponent as long as the modulus, it takes many times as long, on a thread that serves others too.
 */
public final class RsaKeys {
    /** What is expected of a key, for its client. */
    public static final String RULE = "an RSA key has 2048 to 8192 bits, and an exponent of at most 64 bits";

    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 64;

    private RsaKeys() {}

    /** Whether the key is an RSA key of this length, or none. */
    public static boolean isAccepted(@Nullable JWK key) {
        if (!(key instanceof RSAKey rsa)) {
            return true;
        }
        int bits = rsa.getModulus().decodeToBigInteger().bitLength();
        int exponentBits = rsa.getPublicExponent().decodeToBigInteger().bitLength();
        return bits >= MIN_BITS && bits <= MAX_BITS && exponentBits <= MAX_EXPONENT_BITS;
    }
}
