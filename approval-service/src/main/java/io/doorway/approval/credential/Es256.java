package io.doorway.approval.credential;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;

/** ES256 (RFC 7518 section 3.4), the one algorithm of phones: P-256, SHA-256, a signature of exactly 64 bytes. */
public final class Es256 {
    private static final int SIGNATURE_BYTES = 64;

    private Es256() {}

    /** A key as the database keeps it. */
    public static ECPublicKey key(byte[] subjectPublicKeyInfo) {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("only P-256 keys are stored", e);
        }
    }

    /** The platform itself refuses r or s outside 1 to n-1; DER, which has another length, is refused here. */
    public static boolean verifies(ECPublicKey key, byte[] signed, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
            es256.initVerify(key);
            es256.update(signed);
            return es256.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has ECDSA", e);
        }
    }
}
