package io.doorway.session.provider.dpop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPTokenRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.certificate.EndpointAliases;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.oauth.RsaKeys;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the DPoP proof of a client's request (RFC 9449 section 4.3).
 *
 * <p>The SDK verifies the form, the algorithm, the signature, {@code htm}, {@code htu}, {@code ath} and the key. This class adds that there is
 * one proof, that it was made lately and that it is used once.
 */
@Singleton
public class VerifyClientProof {
    /** The algorithms that a proof may be signed with. */
    public static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256);

    /** How far {@code iat} of a proof without nonce may be from the time of Doorway, in both directions (section 11.1). */
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    /** Longer than a nonce is accepted, and than a proof without one. */
    private static final Duration REPLAY_WINDOW =
            DpopNonces.PERIOD.multipliedBy(2).plus(TOLERANCE);

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_JTI = 256;

    /** The SDK compares {@code iat} with a clock in any case; here a nonce may stand for it, and the comparison is below. */
    private static final long ANY_TIME = Duration.ofDays(36_500).toSeconds();

    private static final Set<JWSAlgorithm> ACCEPTED = new LinkedHashSet<>(ALGORITHMS);

    private final DpopNonces nonces;
    private final DpopConfig config;
    private final EndpointAliases aliases;
    private final RedisFlags flags;
    private final InstantSource clock;

    VerifyClientProof(
            DpopNonces nonces, DpopConfig config, EndpointAliases aliases, RedisFlags flags, InstantSource clock) {
        this.aliases = aliases;
        this.nonces = nonces;
        this.config = config;
        this.flags = flags;
        this.clock = clock;
    }

    /** What a request proves. */
    public sealed interface ProofResult {
        /** The request has no proof. */
        record Missing() implements ProofResult {}

        /** @param key the RFC 7638 thumbprint of the key, base64url */
        record Proved(String key) implements ProofResult {}

        /** @param error {@code invalid_dpop_proof}, or {@code use_dpop_nonce} if a proof with a nonce would be accepted */
        record Refused(ErrorObject error) implements ProofResult {}
    }

    /**
     * A proof whose signature and contents were verified.
     *
     * @param nonce as the client sent it, or null
     */
    private record VerifiedProof(
            String key,
            String jti,
            Instant issuedAt,
            @Nullable String nonce) {}

    private static final class InvalidProofException extends Exception {
        private static final long serialVersionUID = 1L;

        private InvalidProofException(String description) {
            super(description);
        }
    }

    /** Verifies the proof of a token request or of a pushed authorization request (sections 5 and 10.1). */
    public Uni<ProofResult> verify(HTTPRequest request, ClientId client) {
        return verify(request, proof -> {
            DPoPTokenRequestVerifier verifier =
                    new DPoPTokenRequestVerifier(ACCEPTED, request.getURI(), ANY_TIME, ANY_TIME, null);
            return verifier.verify(issuer(client), proof, nonceOf(proof))
                    .getValue()
                    .toString();
        });
    }

    /**
     * Verifies the proof of a request with an access token (section 7.1).
     *
     * @param key the thumbprint that the token is bound to
     */
    public Uni<ProofResult> verify(HTTPRequest request, ClientId client, String token, String key) {
        return verify(request, proof -> {
            DPoPProtectedResourceRequestVerifier verifier =
                    new DPoPProtectedResourceRequestVerifier(ACCEPTED, ANY_TIME, ANY_TIME, null);
            verifier.verify(
                    request.getMethod().name(),
                    request.getURI(),
                    issuer(client),
                    proof,
                    new DPoPAccessToken(token),
                    new JWKThumbprintConfirmation(new com.nimbusds.jose.util.Base64URL(key)),
                    nonceOf(proof),
                    null);
            return key;
        });
    }

    private interface SdkVerifier {
        String verify(SignedJWT proof)
                throws InvalidDPoPProofException, AccessTokenValidationException, JOSEException, ParseException;
    }

    private Uni<ProofResult> verify(HTTPRequest request, SdkVerifier verifier) {
        List<String> headers =
                Optional.ofNullable(request.getHeaderValues(OAuthHttp.DPOP)).orElse(List.of());
        if (headers.isEmpty()) {
            return Uni.createFrom().item(new ProofResult.Missing());
        }
        VerifiedProof proof;
        try {
            proof = verify(headers, request.getURI(), verifier);
        } catch (InvalidProofException e) {
            return Uni.createFrom().item(invalid(String.valueOf(e.getMessage())));
        }
        return staleness(proof)
                .map(error -> Uni.createFrom().<ProofResult>item(error))
                .orElseGet(() -> markUsed(proof));
    }

    private VerifiedProof verify(List<String> headers, URI target, SdkVerifier verifier) throws InvalidProofException {
        require(headers.size() == 1, "Send one DPoP header");
        require(
                headers.getFirst().length() <= MAX_LENGTH,
                "The DPoP proof is longer than " + MAX_LENGTH + " characters");
        try {
            SignedJWT proof = new TargetedProof(SignedJWT.parse(headers.getFirst()), target, aliases.of(target));
            require(
                    RsaKeys.isAccepted(proof.getHeader().getJWK()),
                    "The key of the DPoP proof is not accepted: " + RsaKeys.RULE);
            String key = verifier.verify(proof);
            JWTClaimsSet claims = proof.getJWTClaimsSet();
            require(
                    !claims.getJWTID().isBlank() && claims.getJWTID().length() <= MAX_JTI,
                    "jti: expected 1 to " + MAX_JTI + " characters");
            return new VerifiedProof(
                    key, claims.getJWTID(), claims.getIssueTime().toInstant(), claims.getStringClaim("nonce"));
        } catch (InvalidDPoPProofException | AccessTokenValidationException e) {
            throw new InvalidProofException(String.valueOf(e.getMessage()));
        } catch (JOSEException | ParseException | RuntimeException malformed) {
            // The parsers of the SDK throw unchecked exceptions for some malformed input.
            throw new InvalidProofException("The DPoP proof is malformed");
        }
    }

    /** Section 4.3, checks 10 and 11: a nonce of Doorway, or a time that is close to its own. */
    private Optional<ProofResult> staleness(VerifiedProof proof) {
        if (proof.nonce() != null) {
            return nonces.isAccepted(proof.nonce())
                    ? Optional.empty()
                    : Optional.of(nonceNeeded("The nonce of the DPoP proof is not, or no longer, accepted"));
        }
        if (config.nonceRequired()) {
            return Optional.of(nonceNeeded("The DPoP proof must contain a nonce"));
        }
        boolean recent =
                Duration.between(proof.issuedAt(), clock.instant()).abs().compareTo(TOLERANCE) <= 0;
        return recent
                ? Optional.empty()
                : Optional.of(nonceNeeded("iat of the DPoP proof is more than " + TOLERANCE.toSeconds()
                        + " s from the time of Doorway: correct the clock, or use the nonce"));
    }

    /** Section 11.1. */
    private Uni<ProofResult> markUsed(VerifiedProof proof) {
        return flags.setIfAbsent("client-proof:" + Sha256.text(proof.key() + "\n" + proof.jti()), REPLAY_WINDOW)
                .map(first -> first
                        ? new ProofResult.Proved(proof.key())
                        : invalid("The DPoP proof was used before: each request needs a new jti"));
    }

    private static @Nullable Set<Nonce> nonceOf(SignedJWT proof) throws ParseException {
        String nonce = proof.getJWTClaimsSet().getStringClaim("nonce");
        return nonce == null ? null : Set.of(new Nonce(nonce));
    }

    private static DPoPIssuer issuer(ClientId client) {
        return new DPoPIssuer(new ClientID(client.value()));
    }

    private static ProofResult invalid(String description) {
        return new ProofResult.Refused(OAuth2Error.INVALID_DPOP_PROOF.setDescription(description));
    }

    private static ProofResult nonceNeeded(String description) {
        return new ProofResult.Refused(OAuth2Error.USE_DPOP_NONCE.setDescription(description + " (DPoP-Nonce)"));
    }

    private static void require(boolean condition, String description) throws InvalidProofException {
        if (!condition) {
            throw new InvalidProofException(description);
        }
    }
}
