package io.doorway.clients.browser;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.jws.JwsSigner;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The P-256 key pair of a login page, and the DPoP proofs (RFC 9449) that the page makes with it.
 *
 * @param key includes the private key, which a real page cannot export
 */
public record BrowserKeyPair(ECKey key) {

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

    /** A new key pair. */
    public static BrowserKeyPair generate() {
        return new BrowserKeyPair(JwsSigner.newKey());
    }

    /** The public key as a JWK. */
    public String jwk() {
        return key.toPublicJWK().toJSONString();
    }

    /** RFC 7638 thumbprint of the public key, base64url. */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK supports SHA-256", e);
        }
    }

    /** A DPoP proof for one request, with a new {@code jti}. */
    public String proof(String method, URI uri) {
        return proof(method, uri, UUID.randomUUID().toString());
    }

    /** A DPoP proof with the given {@code jti}; {@code htu} is the URI without query and fragment (RFC 9449 section 4.2). */
    public String proof(String method, URI uri, String jti) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .jwk(key.toPublicJWK())
                .build();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("htm", method);
        claims.put("htu", uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath());
        claims.put("iat", System.currentTimeMillis() / 1000);
        claims.put("jti", jti);
        return JwsSigner.sign(header, key, claims);
    }

    @Override
    public String toString() {
        return "BrowserKeyPair[" + thumbprint() + "]";
    }
}
