package io.doorway.edge.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.testkit.fuzz.Splice;
import java.net.URI;
import java.util.Date;

/**
 * A DPoP proof is refused as {@link ProofRefused} and in no other way, and of all that is made from a genuine proof only that proof itself
 * proves its key. The input is the proof, or, if it begins with a byte above 127, what is written over a part of the genuine one.
 */
public final class ProofFuzz {

    private static final URI ADDRESS = URI.create("https://doorway.example/challenges");
    private static final ECKey KEY = key();
    private static final String GENUINE = genuine();

    private ProofFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String proof = Splice.into(GENUINE, input);
        try {
            DpopProof.verify(proof, "POST", ADDRESS);
            if (!proof.equals(GENUINE)) {
                throw new IllegalStateException("taken for a proof: " + proof);
            }
        } catch (ProofRefused expected) {
            if (proof.equals(GENUINE)) {
                throw new IllegalStateException("the genuine proof was refused", expected);
            }
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String genuine() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(KEY.toPublicJWK())
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("htm", "POST")
                .claim("htu", ADDRESS.toString())
                .issueTime(new Date(0))
                .jwtID("fuzz")
                .build();
        SignedJWT proof = new SignedJWT(header, claims);
        try {
            proof.sign(new ECDSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return proof.serialize();
    }
}
