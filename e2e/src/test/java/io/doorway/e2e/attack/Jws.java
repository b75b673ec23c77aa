package io.doorway.e2e.attack;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Compact JWSs put together from parts that do not belong together. */
final class Jws {

    /** The order of P-256. */
    static final BigInteger N = new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private static final int HALF = 32;

    private Jws() {}

    static String of(String header, String payload, byte[] signature) {
        return input(header, payload) + "." + encoded(signature);
    }

    /** Signed as it should be. */
    static String es256(ECKey key, String header, String payload) {
        return of(header, payload, es256Signature(key, header, payload));
    }

    static byte[] es256Signature(ECKey key, String header, String payload) {
        return signature("SHA256withECDSAinP1363Format", privateKey(key), input(header, payload));
    }

    /** Any algorithm that the platform has. */
    static byte[] signature(String algorithm, PrivateKey key, String input) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(String algorithm, byte[] secret, String input) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String input(String header, String payload) {
        return encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(payload.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** r and s, each of 32 bytes (RFC 7518 section 3.4). */
    static byte[] pair(BigInteger r, BigInteger s) {
        ByteArrayOutputStream pair = new ByteArrayOutputStream();
        pair.writeBytes(fixed(r));
        pair.writeBytes(fixed(s));
        return pair.toByteArray();
    }

    static BigInteger r(byte[] signature) {
        return new BigInteger(1, java.util.Arrays.copyOf(signature, HALF));
    }

    static BigInteger s(byte[] signature) {
        return new BigInteger(1, java.util.Arrays.copyOfRange(signature, HALF, 2 * HALF));
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[HALF];
        int length = Math.min(bytes.length, HALF);
        System.arraycopy(bytes, bytes.length - length, fixed, HALF - length, length);
        return fixed;
    }

    static PrivateKey privateKey(ECKey key) {
        try {
            return key.toECPrivateKey();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String publicJson(JWK key) {
        return key.toPublicJWK().toJSONString();
    }
}
