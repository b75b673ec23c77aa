package io.doorway.testkit.passkey;

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

/** The key of a passkey, of one of the two kinds that Doorway takes. */
final class PasskeyKey {

    private static final int COORDINATE = 32;

    private final KeyPair pair;
    private final String signature;
    private final byte[] cose;

    private PasskeyKey(KeyPair pair, String signature, byte[] cose) {
        this.pair = pair;
        this.signature = signature;
        this.cose = cose;
    }

    /** ECDSA on P-256 with SHA-256: {@code ES256}. */
    static PasskeyKey es256() {
        KeyPair pair = newPair("EC", new ECGenParameterSpec("secp256r1"));
        byte[] point = lastBytes(pair, 2 * COORDINATE);
        Map<Integer, Object> cose = new LinkedHashMap<>();
        cose.put(1, 2);
        cose.put(3, -7);
        cose.put(-1, 1);
        cose.put(-2, Arrays.copyOf(point, COORDINATE));
        cose.put(-3, Arrays.copyOfRange(point, COORDINATE, point.length));
        return new PasskeyKey(pair, "SHA256withECDSA", Cbor.of(cose));
    }

    /** EdDSA on Ed25519. */
    static PasskeyKey ed25519() {
        KeyPair pair = newPair("Ed25519", NamedParameterSpec.ED25519);
        Map<Integer, Object> cose = new LinkedHashMap<>();
        cose.put(1, 1);
        cose.put(3, -8);
        cose.put(-1, 6);
        cose.put(-2, lastBytes(pair, COORDINATE));
        return new PasskeyKey(pair, "Ed25519", Cbor.of(cose));
    }

    /** The public key, as RFC 9053 section 7 writes it. */
    byte[] cose() {
        return cose;
    }

    /** A signature in the form of WebAuthn section 6.5.5: DER for ECDSA, plain for EdDSA. */
    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(signature);
            signer.initSign(pair.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + signature, e);
        }
    }

    private static KeyPair newPair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /** X.509 puts the key itself at the end, without leading zeros being lost. */
    private static byte[] lastBytes(KeyPair pair, int length) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
    }
}
