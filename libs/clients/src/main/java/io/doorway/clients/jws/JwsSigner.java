package io.doorway.clients.jws;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs compact JWSs (RFC 7515 section 7.1). The methods that take a {@link JWSHeader} produce well-formed messages; those that take
 * texts sign any header and payload, so that a test can build what the library refuses to build.
 */
public final class JwsSigner {

    /** ECDSA with SHA-256 whose signature is r and s, each of 32 bytes (RFC 7518 section 3.4), as {@link Signature} names it. */
    public static final String ES256_JCA_NAME = "SHA256withECDSAinP1363Format";

    private JwsSigner() {}

    /** A new P-256 key pair. */
    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK supports P-256", e);
        }
    }

    /** Signs the claims with ECDSA; the header names the algorithm, normally ES256. */
    public static String sign(JWSHeader header, ECKey key, Map<String, ?> claims) {
        try {
            return sign(header, new ECDSASigner(key), claims);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("not a signing key", e);
        }
    }

    /** Signs the claims with RSA; the header names the algorithm, normally RS256. */
    public static String sign(JWSHeader header, RSAKey key, Map<String, ?> claims) {
        try {
            return sign(header, new RSASSASigner(key), claims);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("not a signing key", e);
        }
    }

    /** Signs the claims with any algorithm that the library knows. */
    public static String sign(JWSHeader header, JWSSigner signer, Map<String, ?> claims) {
        try {
            JWSObject jws = new JWSObject(header, new Payload(new LinkedHashMap<>(claims)));
            jws.sign(signer);
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the key and the algorithm do not match", e);
        }
    }

    /** Signs any header and payload with ES256, whatever algorithm the header names. */
    public static String es256(ECKey key, String header, String payload) {
        try {
            byte[] signature = signature(ES256_JCA_NAME, key.toPrivateKey(), signingInput(header, payload));
            return withSignature(header, payload, signature);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("not a signing key", e);
        }
    }

    /** A compact JWS with the given signature, valid or not. */
    public static String withSignature(String header, String payload, byte[] signature) {
        return signingInput(header, payload) + "." + Base64URL.encode(signature);
    }

    /**
     * The signature of a JWS signing input.
     *
     * @param algorithm as {@link Signature} names it
     */
    public static byte[] signature(String algorithm, PrivateKey key, String signingInput) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(signingInput.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot sign with " + algorithm, e);
        }
    }

    /** Header and payload, each base64url-encoded, joined by a dot: what is signed (RFC 7515 section 5.1). */
    public static String signingInput(String header, String payload) {
        return Base64URL.encode(header) + "." + Base64URL.encode(payload);
    }
}
