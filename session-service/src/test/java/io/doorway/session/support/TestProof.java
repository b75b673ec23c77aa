package io.doorway.session.support;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.protocol.encoding.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A DPoP proof (RFC 9449 section 4.2) that a test can change before it is signed. */
public record TestProof(ECKey key, Map<String, Object> claims) {

    public TestProof(ECKey key, String method, URI target) {
        this(
                key,
                Map.of(
                        "jti",
                        UUID.randomUUID().toString(),
                        "htm",
                        method,
                        "htu",
                        target.toString(),
                        "iat",
                        Instant.now().getEpochSecond()));
    }

    public TestProof with(String claim, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return new TestProof(key, changed);
    }

    /** The proof for a request with this access token. */
    public TestProof forToken(String token) {
        return with("ath", Sha256.text(token));
    }

    public String signed() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        return JwsSigner.sign(header, key, claims);
    }
}
