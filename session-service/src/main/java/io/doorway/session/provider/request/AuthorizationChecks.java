package io.doorway.session.provider.request;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.SdkParser;
import io.doorway.session.provider.request.ActionTypes.ActionDecision;
import io.doorway.session.provider.request.RequiredAcr.RequestedAcr;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Validates an authorization request of a registered client: first the raw parameters, then the request as parsed by the SDK. The first
 * error is the result.
 *
 * <p>Some parameters need no check: {@code max_age} and {@code prompt}, because {@link SessionTerms} decides by them whether a session
 * answers the request; {@code acr_values}, because it is voluntary (OpenID Connect Core section 3.1.2.1); {@code claims} except an
 * essential {@code acr} (section 5.5.1), because {@link RequestedClaims} leaves out what the client is not registered for.
 */
@Singleton
public class AuthorizationChecks {
    private static final int MAX_TEXT = 512;
    private static final String LOGIN = "login";

    /** The parameter that binds the code to a key (RFC 9449 section 10). */
    public static final String DPOP_JKT = "dpop_jkt";

    /** Hints: Doorway evaluates none of them but the languages of the pages, and a malformed one is no error (OpenID Connect Core section 3.1.2.1). */
    private static final Set<String> HINTS =
            Set.of(RequestParameters.UI_LOCALES, "claims_locales", "display", "id_token_hint", "login_hint");

    private final List<SyntaxCheck> syntaxChecks = List.of(
            AuthorizationChecks::noRepeatedParameter,
            AuthorizationChecks::noRequestObject,
            AuthorizationChecks::noRequestObjectByReference,
            AuthorizationChecks::noRegistration,
            AuthorizationChecks::codeFlow,
            AuthorizationChecks::completeCodeChallenge,
            AuthorizationChecks::shortState,
            AuthorizationChecks::shortNonce,
            AuthorizationChecks::countedMaxAge,
            AuthorizationChecks::thumbprintOfProofKey);

    private final List<SemanticCheck> semanticChecks = List.of(
            AuthorizationChecks::supportedResponseMode,
            AuthorizationChecks::codeChallengeIfRequired,
            AuthorizationChecks::codeChallengeMethodS256,
            AuthorizationChecks::silenceForALogin,
            AuthorizationChecks::noAccountCreation,
            AuthorizationChecks::registeredResource,
            AuthorizationChecks::reachableAcr,
            AuthorizationChecks::onePerson,
            this::pushedIfHighRisk);

    private final ActionTypes actionTypes;

    AuthorizationChecks(ActionTypes actionTypes) {
        this.actionTypes = actionTypes;
    }

    private interface SyntaxCheck {
        Optional<ErrorObject> check(RequestParameters parameters);
    }

    private interface SemanticCheck {
        Optional<ErrorObject> check(CheckedRequest request);
    }

    /** The way by which a request arrived. */
    public enum Channel {
        /** Through the browser, which may change it. */
        BROWSER,
        /** From the client itself (RFC 9126), which is authenticated unless it is a public one. */
        PUSHED
    }

    private record CheckedRequest(
            AuthenticationRequest parsed, Action action, RegisteredClient client, Channel channel) {}

    /** The result of the checks. */
    public sealed interface RequestDecision {
        record Accepted(AuthenticationRequest request, Action action) implements RequestDecision {}

        /** @param error for the client, at its redirect URI or at the PAR endpoint */
        record Refused(ErrorObject error) implements RequestDecision {}
    }

    /** Applies the checks in their order. {@link RegisteredRedirectUri} comes before them. */
    public RequestDecision check(RequestParameters parameters, RegisteredClient client, Channel channel) {
        for (SyntaxCheck check : syntaxChecks) {
            Optional<ErrorObject> error = check.check(parameters);
            if (error.isPresent()) {
                return new RequestDecision.Refused(error.get());
            }
        }
        return switch (actionTypes.read(parameters)) {
            case ActionDecision.Refused refused -> new RequestDecision.Refused(refused.error());
            case ActionDecision.Accepted accepted -> check(parameters, accepted.action(), client, channel);
        };
    }

    private RequestDecision check(
            RequestParameters parameters, Action action, RegisteredClient client, Channel channel) {
        CheckedRequest request;
        try {
            RequestParameters withoutHints = parameters.without(HINTS).withValue();
            request = new CheckedRequest(
                    SdkParser.parse(() -> AuthenticationRequest.parse(withoutHints.all())), action, client, channel);
        } catch (ParseException e) {
            return new RequestDecision.Refused(
                    e.getErrorObject() == null
                            ? invalid(
                                    "The authorization request is malformed: compare its parameters with OpenID Connect Core section 3.1.2.1")
                            : e.getErrorObject());
        }
        for (SemanticCheck check : semanticChecks) {
            Optional<ErrorObject> error = check.check(request);
            if (error.isPresent()) {
                return new RequestDecision.Refused(error.get());
            }
        }
        return new RequestDecision.Accepted(request.parsed(), action);
    }

    /** RFC 6749 section 3.1. */
    private static Optional<ErrorObject> noRepeatedParameter(RequestParameters parameters) {
        return parameters.repeatedParameterError(Set.of()).map(AuthorizationChecks::invalid);
    }

    /** OpenID Connect Core section 6.1, RFC 9101. */
    private static Optional<ErrorObject> noRequestObject(RequestParameters parameters) {
        return errorIf(
                parameters.hasValue("request"),
                OAuth2Error.REQUEST_NOT_SUPPORTED.setDescription(
                        "A request object is accepted at the PAR endpoint only (RFC 9126): push it there"));
    }

    /** OpenID Connect Core section 6.2; a {@code request_uri} of RFC 9126 was already replaced by its parameters. */
    private static Optional<ErrorObject> noRequestObjectByReference(RequestParameters parameters) {
        return errorIf(
                parameters.hasValue("request_uri"),
                OAuth2Error.REQUEST_URI_NOT_SUPPORTED.setDescription(
                        "The only request_uri is the one that the PAR endpoint returns, and it is sent to the authorization"
                                + " endpoint. Push the parameters themselves (RFC 9126 section 2.1)"));
    }

    /** OpenID Connect Core section 7.2.1. */
    private static Optional<ErrorObject> noRegistration(RequestParameters parameters) {
        return errorIf(
                parameters.hasValue("registration"),
                OIDCError.REGISTRATION_NOT_SUPPORTED.setDescription(
                        "The parameter registration is not supported: register the client before"));
    }

    /** RFC 9700 section 2.1.1: an empty challenge, or a method without a challenge, is not a request without PKCE. */
    private static Optional<ErrorObject> completeCodeChallenge(RequestParameters parameters) {
        boolean present = parameters.has("code_challenge") || parameters.has("code_challenge_method");
        boolean complete = parameters
                        .single("code_challenge")
                        .filter(text -> !text.isBlank())
                        .isPresent()
                && parameters.single("code_challenge_method").isPresent();
        return errorIf(
                present && !complete, invalid("code_challenge and code_challenge_method=S256 must be sent together"));
    }

    /** RFC 6749 appendix A.5 allows printable ASCII characters. The request travels in a header, so its length is bounded. */
    private static Optional<ErrorObject> shortState(RequestParameters parameters) {
        return shortText(parameters, "state");
    }

    /** OpenID Connect Core section 3.1.2.1 names no form; that of {@code state} applies. */
    private static Optional<ErrorObject> shortNonce(RequestParameters parameters) {
        return shortText(parameters, "nonce");
    }

    /** OpenID Connect Core section 3.1.2.1. The library takes a negative number for the absence of the parameter. */
    private static Optional<ErrorObject> countedMaxAge(RequestParameters parameters) {
        boolean accepted = parameters
                .single("max_age")
                .map(seconds -> seconds.matches("[0-9]{1,9}"))
                .orElse(true);
        return errorIf(!accepted, invalid("max_age must be a number of seconds, at most nine digits"));
    }

    /** RFC 9449 section 10: a SHA-256 thumbprint (RFC 7638), base64url. */
    private static Optional<ErrorObject> thumbprintOfProofKey(RequestParameters parameters) {
        boolean accepted = parameters
                .single(DPOP_JKT)
                .map(thumbprint -> thumbprint.matches("[A-Za-z0-9_-]{43}"))
                .orElse(true);
        return errorIf(!accepted, invalid(DPOP_JKT + " must be a SHA-256 thumbprint of 43 characters"));
    }

    private static Optional<ErrorObject> shortText(RequestParameters parameters, String name) {
        boolean accepted = parameters
                .single(name)
                .map(text -> text.length() <= MAX_TEXT
                        && !text.isBlank()
                        && text.chars().allMatch(c -> c >= ' ' && c <= '~'))
                .orElse(true);
        return errorIf(!accepted, invalid(name + " must be at most " + MAX_TEXT + " printable ASCII characters"));
    }

    /** RFC 6749 section 3.1.1: the authorization code flow is the only one (RFC 9700 section 2.1.2). */
    private static Optional<ErrorObject> codeFlow(RequestParameters parameters) {
        if (!parameters.hasValue("response_type")) {
            return Optional.of(invalid("The parameter response_type is missing: send response_type=code"));
        }
        return errorIf(
                !parameters.single("response_type").map(String::strip).equals(Optional.of("code")),
                OAuth2Error.UNSUPPORTED_RESPONSE_TYPE.setDescription(
                        "Send response_type=code: the authorization code flow is the only one (RFC 9700 section 2.1.2)"));
    }

    /** OAuth 2.0 Multiple Response Type Encoding Practices section 2.1; OAuth 2.0 Form Post Response Mode 1.0. */
    private static Optional<ErrorObject> supportedResponseMode(CheckedRequest request) {
        ResponseMode mode = request.parsed().impliedResponseMode();
        boolean supported = ResponseModes.SUPPORTED.contains(mode)
                && (!ResponseModes.isFormPost(mode)
                        || isWebAddress(request.parsed().getRedirectionURI()));
        return errorIf(
                !supported,
                invalid("response_mode must be query, query.jwt or jwt, or form_post or form_post.jwt for a"
                        + " redirect_uri with https or http"));
    }

    /** The mode of an error response to a request that is not valid otherwise. */
    public static ResponseMode responseMode(RequestParameters parameters, URI redirectUri) {
        ResponseMode requested =
                parameters.single("response_mode").map(ResponseMode::new).orElse(ResponseMode.QUERY);
        return ResponseModes.of(
                ResponseModes.isFormPost(requested) && isWebAddress(redirectUri), ResponseModes.isSigned(requested));
    }

    /** A form can be posted to it. */
    private static boolean isWebAddress(URI redirectUri) {
        return "https".equals(redirectUri.getScheme()) || "http".equals(redirectUri.getScheme());
    }

    /**
     * RFC 7636 section 4.4.1, RFC 9700 section 2.1.1. A pushed request with a DPoP key is one of the FAPI 2.0 Security Profile (section
     * 5.3.2.2), whatever the client is registered for.
     */
    private static Optional<ErrorObject> codeChallengeIfRequired(CheckedRequest request) {
        boolean profile =
                request.channel() == Channel.PUSHED && request.parsed().getDPoPJWKThumbprintConfirmation() != null;
        boolean required = request.client().pkceRequired() || profile;
        return errorIf(
                required && request.parsed().getCodeChallenge() == null,
                invalid("A code_challenge is required: set PKCE with S256 in the client library"));
    }

    /** RFC 7636 section 4.2: {@code plain}, which is the default of the RFC, reveals the verifier to anyone who sees the request. */
    private static Optional<ErrorObject> codeChallengeMethodS256(CheckedRequest request) {
        boolean absent =
                request.parsed().getCodeChallenge() == null && request.parsed().getCodeChallengeMethod() == null;
        boolean sha256 = request.parsed().getCodeChallenge() != null
                && CodeChallengeMethod.S256.equals(request.parsed().getCodeChallengeMethod())
                && request.parsed().getCodeChallenge().getValue().matches("[A-Za-z0-9_-]{43}");
        return errorIf(!absent && !sha256, invalid("code_challenge_method must be S256"));
    }

    /** OpenID Connect Core section 3.1.2.6: what has to be approved is approved with the phone. */
    private static Optional<ErrorObject> silenceForALogin(CheckedRequest request) {
        Prompt prompt = request.parsed().getPrompt();
        boolean silent = prompt != null && prompt.contains(Prompt.Type.NONE);
        return errorIf(
                silent && !isLogin(request.action()),
                OIDCError.INTERACTION_REQUIRED.setDescription(
                        "An action is approved with the phone each time: send no prompt=none with it"));
    }

    /** Whether the action is a login, and nothing that is approved once. */
    public static boolean isLogin(Action action) {
        return LOGIN.equals(action.type()) && action.details().isEmpty();
    }

    /** Initiating User Registration 1.0 section 4: only the operator creates accounts. */
    private static Optional<ErrorObject> noAccountCreation(CheckedRequest request) {
        Prompt prompt = request.parsed().getPrompt();
        return errorIf(
                prompt != null && prompt.contains(Prompt.Type.CREATE), invalid("prompt=create is not supported"));
    }

    /** RFC 8707 section 2. */
    private static Optional<ErrorObject> registeredResource(CheckedRequest request) {
        return RequestedResource.refusal(request.parsed().getResources(), request.client());
    }

    /** OpenID Connect Core section 5.5.1.1, OpenID Connect Core Error Code unmet_authentication_requirements 1.0. */
    private static Optional<ErrorObject> reachableAcr(CheckedRequest request) {
        return errorIf(
                !RequestedAcr.of(request.parsed()).isAlwaysReachable(),
                OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS.setDescription(
                        "None of the essential acr values can be guaranteed: request urn:doorway:acr:qr or"
                                + " urn:doorway:acr:passkey"));
    }

    /** OpenID Connect Core section 5.5.1: a request for a person with one of several subjects is of no use to a client. */
    private static Optional<ErrorObject> onePerson(CheckedRequest request) {
        return errorIf(
                RequestedClaims.subjects(request.parsed()).size() > 1,
                invalid("The claim sub can be requested with one value"));
    }

    /**
     * An action of high risk is approved only as the client itself sent it: a request that passes through the browser can be changed there, and
     * one of a public client can be pushed by anyone.
     */
    private Optional<ErrorObject> pushedIfHighRisk(CheckedRequest request) {
        boolean proven =
                request.channel() == Channel.PUSHED && !request.client().isPublic();
        return errorIf(
                actionTypes.isHighRisk(request.action()) && !proven,
                invalid("The action " + request.action().type()
                        + " requires a pushed authorization request (RFC 9126) of an authenticated client"));
    }

    private static Optional<ErrorObject> errorIf(boolean condition, ErrorObject error) {
        return condition ? Optional.of(error) : Optional.empty();
    }

    private static ErrorObject invalid(String description) {
        return OAuth2Error.INVALID_REQUEST.setDescription(description);
    }
}
