package io.doorway.login.browser;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.doorway.web.config.Issuer;
import io.doorway.web.warmup.WarmUpStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;

/** Signs a proof with a key of its own and verifies it: JSON, JOSE and ES256. The proof is not marked as used. */
@ApplicationScoped
class ProofWarmUp implements WarmUpStep {

    private static final String METHOD = "POST";

    private final URI target;

    ProofWarmUp(Issuer issuer) {
        target = issuer.at("/warm-up");
    }

    @Override
    public void run() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        Map<String, Object> claims = Map.of(
                "htm",
                METHOD,
                "htu",
                target.toString(),
                "jti",
                key.computeThumbprint().toString(),
                "iat",
                0);
        JWSObject proof = new JWSObject(header, new Payload(claims));
        proof.sign(new ECDSASigner(key));
        DpopProof.verify(proof.serialize(), METHOD, target);
    }
}
