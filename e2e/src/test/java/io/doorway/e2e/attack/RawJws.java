package io.doorway.e2e.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.doorway.clients.jws.JwsSigner;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Parts of compact JWSs that {@link JwsSigner} does not provide: the numbers of a signature, and HMACs. */
final class RawJws {

    /** The order of P-256. */
    static final BigInteger P256_ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private static final int COORDINATE_BYTES = 32;

    private RawJws() {}

    static byte[] es256Signature(ECKey key, String header, String payload) {
        return JwsSigner.signature(JwsSigner.ES256_JCA_NAME, privateKey(key), JwsSigner.signingInput(header, payload));
    }

    static byte[] hmac(String algorithm, byte[] secret, String input) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK supports " + algorithm, e);
        }
    }

    /** r and s, each of 32 bytes (RFC 7518 section 3.4). */
    static byte[] concatenated(BigInteger r, BigInteger s) {
        byte[] both = Arrays.copyOf(fixed(r), 2 * COORDINATE_BYTES);
        System.arraycopy(fixed(s), 0, both, COORDINATE_BYTES, COORDINATE_BYTES);
        return both;
    }

    static BigInteger r(byte[] signature) {
        return new BigInteger(1, Arrays.copyOf(signature, COORDINATE_BYTES));
    }

    static BigInteger s(byte[] signature) {
        return new BigInteger(1, Arrays.copyOfRange(signature, COORDINATE_BYTES, 2 * COORDINATE_BYTES));
    }

    /** The last 32 bytes of a number, with leading zeros. */
    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return fixed;
    }

    static PrivateKey privateKey(ECKey key) {
        try {
            return key.toECPrivateKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("not a private key", e);
        }
    }

    static String publicJson(JWK key) {
        return key.toPublicJWK().toJSONString();
    }
}
