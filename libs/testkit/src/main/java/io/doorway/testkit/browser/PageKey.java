package io.doorway.testkit.browser;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/**
 * The P-256 key of a page.
 *
 * @param privateKey what a real page cannot export
 * @param jwk the public half, members in the order of RFC 7638
 */
public record PageKey(PrivateKey privateKey, String jwk) {

    private static final int COORDINATE_BYTES = 32;

    public static PageKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey key = (ECPublicKey) pair.getPublic();
            String jwk = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                    + coordinate(key.getW().getAffineX().toByteArray()) + "\",\"y\":\""
                    + coordinate(key.getW().getAffineY().toByteArray()) + "\"}";
            return new PageKey(pair.getPrivate(), jwk);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** RFC 7638 thumbprint, base64url. */
    public String thumbprint() {
        return Sha256.text(jwk);
    }

    /** 32 bytes, big endian: without the sign byte, with the zeros that a number does not keep. */
    private static String coordinate(byte[] number) {
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(number.length, COORDINATE_BYTES);
        System.arraycopy(number, number.length - length, fixed, COORDINATE_BYTES - length, length);
        return Base64Url.encode(fixed);
    }

    @Override
    public String toString() {
        return "PageKey[" + thumbprint() + "]";
    }
}
