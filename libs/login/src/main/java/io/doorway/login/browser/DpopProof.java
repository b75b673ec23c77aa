package io.doorway.login.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.login.browser.AuthenticateBrowser.InvalidProofException;
import io.doorway.login.jws.StrictJws;
import io.doorway.protocol.vocabulary.RefusalReason;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one DPoP proof (RFC 9449 section 4.3), in the order in which they are made.
 *
 * <p>{@code iat} is required and not compared with a clock, because clocks of browsers are wrong. A proof is for one challenge, or
 * comes with a login ticket that expires after five minutes, and its {@code jti} is remembered for longer than either is valid.
 *
 * @param thumbprint RFC 7638 thumbprint of the key that signed
 * @param jti the proof's id
 */
record DpopProof(String thumbprint, String jti) {

    /** All members of the header: no {@code crit}, no certificate, no address of a key. */
    private static final Set<String> HEADER_MEMBERS = Set.of("typ", "alg", "jwk");

    private static final int MAX_LENGTH = 2048;
    private static final int MAX_JTI = 64;

    /** @throws InvalidProofException unless every check passes */
    static DpopProof verify(@Nullable String proof, String method, URI htu) {
        StrictJws jws = parse(proof);
        ECKey key = requireEmbeddedPublicKey(jws);
        requireIssuedAt(jws.payload());
        requireTarget(jws, method, htu);
        String jti = requireJti(jws);
        requireSignature(jws, key);
        return new DpopProof(thumbprint(key), jti);
    }

    /** Checks 1 to 3: exactly one header, a well-formed JWT, all required claims (the claims are checked below). */
    private static StrictJws parse(@Nullable String proof) {
        if (proof == null) {
            throw malformed();
        }
        return StrictJws.parse(proof, MAX_LENGTH).orElseThrow(DpopProof::malformed);
    }

    /** Checks 4, 5 and 7: the type, the one accepted algorithm, a public key without a private part. */
    private static ECKey requireEmbeddedPublicKey(StrictJws jws) {
        boolean acceptable = StrictJws.memberNames(jws.header()).equals(HEADER_MEMBERS)
                && jws.headerText("typ").equals("dpop+jwt")
                && jws.headerText("alg").equals("ES256");
        if (!acceptable) {
            throw malformed();
        }
        return jws.embeddedKey().orElseThrow(DpopProof::malformed);
    }

    private static void requireIssuedAt(JsonNode claims) {
        if (!claims.path("iat").isNumber()) {
            throw malformed();
        }
    }

    /** Checks 8 and 9: this method and this address, without query and fragment. */
    private static void requireTarget(StrictJws jws, String method, URI htu) {
        if (!jws.text("htm").equals(method) || !jws.text("htu").equals(htu.toString())) {
            throw new InvalidProofException(RefusalReason.WRONG_BROWSER_KEY);
        }
    }

    private static String requireJti(StrictJws jws) {
        String jti = jws.text("jti");
        if (jti.isBlank() || jti.length() > MAX_JTI) {
            throw malformed();
        }
        return jti;
    }

    /** Check 6, last because it is the most expensive. */
    private static void requireSignature(StrictJws jws, ECKey key) {
        try {
            if (!jws.isSignedBy(key.toECPublicKey())) {
                throw new InvalidProofException(RefusalReason.WRONG_BROWSER_KEY);
            }
        } catch (JOSEException e) {
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

    private static InvalidProofException malformed() {
        return new InvalidProofException(RefusalReason.MALFORMED);
    }
}
