package io.doorway.clients.passkey;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The key pair of a passkey, with one of the two algorithms that Doorway accepts. */
final class PasskeyKeyPair {

    private static final int COORDINATE_BYTES = 32;

    private final KeyPair pair;
    private final String signature;
    private final byte[] cose;

    private PasskeyKeyPair(KeyPair pair, String signature, byte[] cose) {
        this.pair = pair;
        this.signature = signature;
        this.cose = cose;
    }

    /** ECDSA on P-256 with SHA-256: {@code ES256}. */
    static PasskeyKeyPair es256() {
        KeyPair pair = newPair("EC", new ECGenParameterSpec("secp256r1"));
        byte[] point = lastBytes(pair, 2 * COORDINATE_BYTES);
        Map<Integer, Object> cose = new LinkedHashMap<>();
        cose.put(1, 2);
        cose.put(3, -7);
        cose.put(-1, 1);
        cose.put(-2, Arrays.copyOf(point, COORDINATE_BYTES));
        cose.put(-3, Arrays.copyOfRange(point, COORDINATE_BYTES, point.length));
        return new PasskeyKeyPair(pair, "SHA256withECDSA", CborWriter.of(cose));
    }

    /** EdDSA on Ed25519. */
    static PasskeyKeyPair ed25519() {
        KeyPair pair = newPair("Ed25519", NamedParameterSpec.ED25519);
        Map<Integer, Object> cose = new LinkedHashMap<>();
        cose.put(1, 1);
        cose.put(3, -8);
        cose.put(-1, 6);
        cose.put(-2, lastBytes(pair, COORDINATE_BYTES));
        return new PasskeyKeyPair(pair, "Ed25519", CborWriter.of(cose));
    }

    /** The public key as a COSE key (RFC 9053 section 7). */
    byte[] cose() {
        return cose;
    }

    /** A signature in the format of WebAuthn section 6.5.5: DER for ECDSA, raw for EdDSA. */
    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(signature);
            signer.initSign(pair.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK supports " + signature, e);
        }
    }

    private static KeyPair newPair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK supports " + algorithm, e);
        }
    }

    /** The end of the X.509 encoding, which is the key with its leading zeros. */
    private static byte[] lastBytes(KeyPair pair, int length) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
    }
}
