package io.doorway.edge.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.protocol.event.RefusalReason;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one DPoP proof (RFC 9449 section 4.3), in the order in which they are made.
 *
 * <p>{@code iat} must be there but is not compared with a clock: browsers' clocks are wrong, and a proof is worthless sooner than
 * any window would end. It names one challenge (or comes with a ticket that ends after five minutes), and its {@code jti} is
 * remembered for longer than either lives.
 *
 * @param thumbprint of the key that signed
 * @param jti the proof's own id
 */
record DpopProof(String thumbprint, String jti) {

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

    /** All that a header has: no {@code crit}, no certificate, no address of a key. */
    private static final Set<String> MEMBERS = Set.of("typ", "alg", "jwk");

    private static final int MAX_LENGTH = 2048;
    private static final int MAX_JTI = 64;

    /** @throws ProofRefused unless every check passes */
    static DpopProof verify(@Nullable String proof, String method, URI htu) {
        SignedJWT jwt = parse(proof);
        ECKey key = requireEmbeddedPublicKey(jwt.getHeader());
        JWTClaimsSet claims = requireClaims(jwt);
        requireTarget(claims, method, htu);
        String jti = requireJti(claims);
        requireSignature(jwt, key);
        return new DpopProof(thumbprint(key), jti);
    }

    /** Checks 1 to 3: exactly one header, a well-formed JWT, all required claims (the claims are checked below). */
    private static SignedJWT parse(@Nullable String proof) {
        if (proof == null || proof.length() > MAX_LENGTH) {
            throw malformed();
        }
        try {
            return SignedJWT.parse(proof);
        } catch (ParseException e) {
            throw malformed();
        }
    }

    /** Checks 4, 5 and 7: type, an asymmetric algorithm that we accept, a public key without a private part. */
    private static ECKey requireEmbeddedPublicKey(JWSHeader header) {
        boolean plain = TYPE.equals(header.getType())
                && JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && MEMBERS.equals(members(header));
        if (!plain
                || !(header.getJWK() instanceof ECKey key)
                || key.isPrivate()
                || !Curve.P_256.equals(key.getCurve())) {
            throw malformed();
        }
        return key;
    }

    /** As they were sent: the SDK leaves out what it finds empty. */
    private static Set<String> members(JWSHeader header) {
        try {
            return JSONObjectUtils.parse(header.toBase64URL().decodeToString()).keySet();
        } catch (ParseException e) {
            throw malformed();
        }
    }

    private static JWTClaimsSet requireClaims(SignedJWT jwt) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (claims == null || claims.getIssueTime() == null) {
                throw malformed();
            }
            return claims;
        } catch (ParseException e) {
            throw malformed();
        }
    }

    /** Checks 8 and 9: this method and this address, without query and fragment. */
    private static void requireTarget(JWTClaimsSet claims, String method, URI htu) {
        if (!method.equals(claims.getClaim("htm")) || !htu.toString().equals(claims.getClaim("htu"))) {
            throw new ProofRefused(RefusalReason.WRONG_BROWSER_KEY);
        }
    }

    private static String requireJti(JWTClaimsSet claims) {
        String jti = claims.getJWTID();
        if (jti == null || jti.isBlank() || jti.length() > MAX_JTI) {
            throw malformed();
        }
        return jti;
    }

    /** Check 6, last because it is the dearest. */
    private static void requireSignature(SignedJWT jwt, ECKey key) {
        try {
            if (!jwt.verify(new ECDSAVerifier(key))) {
                throw new ProofRefused(RefusalReason.WRONG_BROWSER_KEY);
            }
        } catch (JOSEException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw malformed();
        }
    }

    private static ProofRefused malformed() {
        return new ProofRefused(RefusalReason.MALFORMED);
    }
}
