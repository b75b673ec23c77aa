package io.doorway.session.provider.userinfo;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.oauth2.sdk.token.TokenSchemeError;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.certificate.ClientCertificate;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.dpop.VerifyClientProof;
import io.doorway.session.provider.dpop.VerifyClientProof.ProofResult;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.Confirmation.Method;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.SdkParser;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.refusal.Refusals.RequestError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request has a valid access token. The checks, in their order:
 *
 * <ol>
 *   <li>the request has one token, in the header or in the form (RFC 6750 section 2, RFC 9449 section 7.1),
 *   <li>the token is known, not expired and not revoked, it is for userinfo (RFC 8707), and its client is
 *       registered,
 *   <li>its scheme is that of its type: a token that is bound to a key is not accepted as a bearer token (RFC 9449 section 7.2),
 *   <li>the request has a proof of that key for this token (RFC 9449 section 7.1), or the certificate that the token is bound to (RFC 8705
 *       section 3),
 *   <li>neither the account nor the session of the token is revoked,
 *   <li>the login is as strong and as recent as the client is registered for (RFC 9470).
 * </ol>
 */
@Singleton
class AuthenticateAccess {
    private final AccessTokens tokens;
    private final Clients clients;
    private final VerifyClientProof proofs;
    private final RevocationList revocationList;
    private final Refusals refusals;
    private final InstantSource clock;

    AuthenticateAccess(
            AccessTokens tokens,
            Clients clients,
            VerifyClientProof proofs,
            RevocationList revocationList,
            Refusals refusals,
            InstantSource clock) {
        this.tokens = tokens;
        this.clients = clients;
        this.proofs = proofs;
        this.revocationList = revocationList;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** The result of the checks. */
    sealed interface Access {
        record Granted(AccessToken token, RegisteredClient client) implements Access {}

        /** @param reason for the audit */
        record Refused(TokenSchemeError error, RefusalReason reason) implements Access {}

        /**
         * The person has to log in again (RFC 9470 section 3).
         *
         * @param scheme of the request
         * @param acr that the next login has to reach
         * @param maxAge how old it may be, seconds, or null
         */
        record StepUpNeeded(
                String scheme, String acr, @Nullable Long maxAge) implements Access {

            static final String ERROR = "insufficient_user_authentication";
            static final String DESCRIPTION = "A stronger or more recent login is required";
        }
    }

    /**
     * Checks the token of a request. A refusal is recorded for the developer of the client that has the token.
     *
     * @param certificate that the sender showed
     * @param source the address of the request
     */
    Uni<Access> authenticate(HTTPRequest request, ClientCertificate certificate, String source) {
        if (isSentTwice(request)) {
            return refused(BearerTokenError.INVALID_REQUEST);
        }
        com.nimbusds.oauth2.sdk.token.AccessToken sent;
        try {
            sent = SdkParser.parse(() -> UserInfoRequest.parse(request)).getAccessToken();
        } catch (ParseException e) {
            return refused(malformed(e.getErrorObject()));
        }
        boolean dpop = AccessTokenType.DPOP.equals(sent.getType());
        return tokens.find(sent.getValue())
                .chain(found -> found.filter(token -> token.resource() == null)
                        .flatMap(token -> clients.find(token.client())
                                .map(client -> checkConfirmation(
                                                request, certificate, sent.getValue(), dpop, token, client)
                                        .invoke(access ->
                                                record(access, Actor.at(source).asking(client.id())))))
                        .orElseGet(() -> refused(invalid(dpop))));
    }

    /** RFC 6750 section 2: a request has its token in the header or in the form, so that no two parts of a server can read two tokens in it. */
    private static boolean isSentTwice(HTTPRequest request) {
        int inForm = RequestParameters.parse(request.getBody())
                .all()
                .getOrDefault("access_token", List.of())
                .size();
        return inForm > 1 || inForm == 1 && request.getAuthorization() != null;
    }

    private Uni<Access> checkConfirmation(
            HTTPRequest request,
            ClientCertificate certificate,
            String text,
            boolean dpop,
            AccessToken token,
            RegisteredClient client) {
        Confirmation bound = token.confirmation();
        if (certificate instanceof ClientCertificate.Refused(String description)) {
            return refused(invalid(dpop, description));
        }
        if (bound == null || bound.method() == Method.CERTIFICATE) {
            if (dpop) {
                return refused(invalid(true, "The access token is a bearer token"));
            }
            return Confirmation.permits(bound, certificate.confirmation().orElse(null))
                    ? checkRevocation(token, client, false)
                    : refused(invalid(
                            false,
                            "The access token is bound to a client certificate: send it with that certificate, to the"
                                    + " address in mtls_endpoint_aliases"));
        }
        return dpop
                ? proofs.verify(request, client.id(), text, bound.thumbprint()).chain(proof -> switch (proof) {
                    case ProofResult.Proved proved -> checkRevocation(token, client, true);
                    case ProofResult.Missing missing ->
                        refused(DPoPTokenError.INVALID_DPOP_PROOF.setDescription("The request has no DPoP proof"));
                    case ProofResult.Refused refused -> refused(proofError(refused.error()));
                })
                : refused(DPoPTokenError.INVALID_TOKEN.setDescription(
                        "The access token is bound to a key: send it with the scheme DPoP and a proof"));
    }

    /** A revoked device ends its sessions by their ids, after its event arrived, so the credential is not looked for. */
    private Uni<Access> checkRevocation(AccessToken token, RegisteredClient client, boolean dpop) {
        return revocationList
                .firstRevoked(new RevocationList.Account(token.account()), new RevocationList.Session(token.session()))
                .map(revoked -> revoked.isPresent()
                        ? new Access.Refused(invalid(dpop), RefusalReason.SESSION_ENDED)
                        : checkAuthentication(token, client, dpop));
    }

    /** RFC 9470 section 3: a registration may demand more than it did at the login, and a refreshed token may be of an old one. */
    private Access checkAuthentication(AccessToken token, RegisteredClient client, boolean dpop) {
        Duration maxAge = client.tokens().userInfoMaxAge();
        boolean recent = maxAge == null
                || Duration.between(token.authenticatedAt(), clock.instant()).compareTo(maxAge) <= 0;
        return token.reachedAcr().satisfies(client.acr()) && recent
                ? new Access.Granted(token, client)
                : new Access.StepUpNeeded(
                        dpop ? "DPoP" : "Bearer", client.acr().uri(), maxAge == null ? null : maxAge.toSeconds());
    }

    private void record(Access access, Actor client) {
        switch (access) {
            case Access.Granted granted -> {
                // Nothing to record.
            }
            case Access.Refused(TokenSchemeError error, RefusalReason reason) -> {
                if (!DPoPTokenError.USE_DPOP_NONCE.equals(error)) {
                    refusals.record(Attempt.READ_CLAIMS, reason, client, ClientCalls.of(error));
                }
            }
            case Access.StepUpNeeded needed ->
                refusals.record(
                        Attempt.READ_CLAIMS,
                        RefusalReason.EXPIRED,
                        client,
                        new RequestError(Access.StepUpNeeded.ERROR, Access.StepUpNeeded.DESCRIPTION));
        }
    }

    /** RFC 6750 section 3.1: a request without a token gets no error code, only the authentication scheme. */
    private static TokenSchemeError malformed(@Nullable ErrorObject error) {
        return switch (error) {
            case null -> BearerTokenError.MISSING_TOKEN;
            case TokenSchemeError scheme -> scheme;
            default -> BearerTokenError.INVALID_REQUEST;
        };
    }

    private static TokenSchemeError invalid(boolean dpop, String description) {
        return dpop
                ? DPoPTokenError.INVALID_TOKEN.setDescription(description)
                : BearerTokenError.INVALID_TOKEN.setDescription(description);
    }

    private static TokenSchemeError invalid(boolean dpop) {
        return dpop ? DPoPTokenError.INVALID_TOKEN : BearerTokenError.INVALID_TOKEN;
    }

    /** RFC 9449 sections 7.1 and 9: the status of a protected resource is 401. */
    private static TokenSchemeError proofError(ErrorObject error) {
        DPoPTokenError scheme = OAuth2Error.USE_DPOP_NONCE.getCode().equals(error.getCode())
                ? DPoPTokenError.USE_DPOP_NONCE
                : DPoPTokenError.INVALID_DPOP_PROOF;
        return scheme.setDescription(Optional.ofNullable(error.getDescription()).orElse(""));
    }

    private static Uni<Access> refused(TokenSchemeError error) {
        return Uni.createFrom()
                .item(new Access.Refused(
                        error instanceof DPoPTokenError dpop
                                ? dpop.setJWSAlgorithms(new LinkedHashSet<>(VerifyClientProof.ALGORITHMS))
                                : error,
                        RefusalReason.INVALID_REQUEST));
    }
}
