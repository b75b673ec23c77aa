package io.doorway.login.browser;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.doorway.web.config.Issuer;
import io.doorway.web.warmup.WarmUpStep;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;

/** Signs a proof with a key that everybody knows and verifies it: JSON, JOSE and ES256. The proof is not marked as used. */
@Singleton
class ProofWarmUp implements WarmUpStep {

    private static final String METHOD = "POST";

    /** The key of RFC 7515 appendix A.3. Making one would load and compile the JDK's arithmetic, which no login needs. */
    private static final Base64URL X = new Base64URL("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");

    private static final Base64URL Y = new Base64URL("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    private static final Base64URL D = new Base64URL("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X5fCE9-E9LI");

    private final URI target;

    ProofWarmUp(Issuer issuer) {
        target = issuer.at("/warm-up");
    }

    @Override
    public void run() throws Exception {
        ECKey key = new ECKey.Builder(Curve.P_256, X, Y).d(D).build();
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
