package io.doorway.session.provider.request;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.session.provider.client.DisplayText;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.session.provider.request.RequiredAcr.RequestedAcr;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Validates an authorization request of a registered client: first the raw parameters, then the request as parsed by the SDK. The first
 * error is the result.
 *
 * <p>Some parameters need no check: {@code max_age} and {@code prompt=login}, because every login is a new authentication; {@code
 * acr_values}, {@code display} and the locales, because they are voluntary (OpenID Connect Core section 3.1.2.1); {@code claims} except an
 * essential {@code acr} (section 5.5.1).
 */
@ApplicationScoped
public class AuthorizationChecks {
    private final List<SyntaxCheck> syntaxChecks = List.of(
            AuthorizationChecks::noRepeatedParameter,
            AuthorizationChecks::noRequestObject,
            AuthorizationChecks::noRequestObjectByReference,
            AuthorizationChecks::noRegistration,
            AuthorizationChecks::completeCodeChallenge);

    private final List<SemanticCheck> semanticChecks = List.of(
            AuthorizationChecks::codeFlow,
            AuthorizationChecks::queryResponseMode,
            AuthorizationChecks::codeChallengeIfRequired,
            AuthorizationChecks::codeChallengeMethodS256,
            AuthorizationChecks::interactionAllowed,
            AuthorizationChecks::noAccountCreation,
            AuthorizationChecks::reachableAcr,
            this::supportedAction,
            AuthorizationChecks::displayableActionMessage);

    private final Set<String> actionTypes;

    AuthorizationChecks(ProviderConfig settings) {
        this.actionTypes = settings.actionTypes();
    }

    private interface SyntaxCheck {
        Optional<ErrorObject> check(RequestParameters parameters);
    }

    private interface SemanticCheck {
        Optional<ErrorObject> check(AuthenticationRequest request, RegisteredClient client);
    }

    /** The result of the checks. */
    public sealed interface RequestDecision {
        record Accepted(AuthenticationRequest request) implements RequestDecision {}

        /** @param error for the client, at its redirect URI or at the PAR endpoint */
        record Refused(ErrorObject error) implements RequestDecision {}
    }

    /** Applies the checks in their order. {@link RegisteredRedirectUri} comes before them. */
    public RequestDecision check(RequestParameters parameters, RegisteredClient client) {
        for (SyntaxCheck check : syntaxChecks) {
            Optional<ErrorObject> error = check.check(parameters);
            if (error.isPresent()) {
                return new RequestDecision.Refused(error.get());
            }
        }
        AuthenticationRequest request;
        try {
            request = AuthenticationRequest.parse(parameters.all());
        } catch (ParseException e) {
            return new RequestDecision.Refused(
                    e.getErrorObject() == null ? invalid("The request is malformed") : e.getErrorObject());
        }
        for (SemanticCheck check : semanticChecks) {
            Optional<ErrorObject> error = check.check(request, client);
            if (error.isPresent()) {
                return new RequestDecision.Refused(error.get());
            }
        }
        return new RequestDecision.Accepted(request);
    }

    /** RFC 6749 section 3.1. */
    private static Optional<ErrorObject> noRepeatedParameter(RequestParameters parameters) {
        return errorIf(parameters.repeated(), invalid("A parameter is repeated"));
    }

    /** OpenID Connect Core section 6.1, RFC 9101. */
    private static Optional<ErrorObject> noRequestObject(RequestParameters parameters) {
        return errorIf(parameters.has("request"), OAuth2Error.REQUEST_NOT_SUPPORTED);
    }

    /** OpenID Connect Core section 6.2; a {@code request_uri} of RFC 9126 was already replaced by its parameters. */
    private static Optional<ErrorObject> noRequestObjectByReference(RequestParameters parameters) {
        return errorIf(parameters.has("request_uri"), OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
    }

    /** OpenID Connect Core section 7.2.1. */
    private static Optional<ErrorObject> noRegistration(RequestParameters parameters) {
        return errorIf(parameters.has("registration"), OIDCError.REGISTRATION_NOT_SUPPORTED);
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

    /** RFC 6749 section 3.1.1: the authorization code flow is the only one (RFC 9700 section 2.1.2). */
    private static Optional<ErrorObject> codeFlow(AuthenticationRequest request, RegisteredClient client) {
        return errorIf(!ResponseType.CODE.equals(request.getResponseType()), OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
    }

    /** OAuth 2.0 Multiple Response Type Encoding Practices section 2.1. */
    private static Optional<ErrorObject> queryResponseMode(AuthenticationRequest request, RegisteredClient client) {
        return errorIf(
                !ResponseMode.QUERY.equals(request.impliedResponseMode()),
                invalid("Only response_mode=query is supported"));
    }

    /** RFC 7636 section 4.4.1, RFC 9700 section 2.1.1. */
    private static Optional<ErrorObject> codeChallengeIfRequired(
            AuthenticationRequest request, RegisteredClient client) {
        return errorIf(
                client.pkceRequired() && request.getCodeChallenge() == null,
                invalid("A code_challenge is required (PKCE)"));
    }

    /** RFC 7636 section 4.2: {@code plain}, which is the default of the RFC, reveals the verifier to anyone who sees the request. */
    private static Optional<ErrorObject> codeChallengeMethodS256(
            AuthenticationRequest request, RegisteredClient client) {
        boolean absent = request.getCodeChallenge() == null && request.getCodeChallengeMethod() == null;
        boolean sha256 = request.getCodeChallenge() != null
                && CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
                && request.getCodeChallenge().getValue().matches("[A-Za-z0-9_-]{43}");
        return errorIf(!absent && !sha256, invalid("code_challenge_method must be S256"));
    }

    /** OpenID Connect Core section 3.1.2.6: Doorway has no single sign-on session, so every login needs interaction. */
    private static Optional<ErrorObject> interactionAllowed(AuthenticationRequest request, RegisteredClient client) {
        Prompt prompt = request.getPrompt();
        return errorIf(prompt != null && prompt.contains(Prompt.Type.NONE), OIDCError.LOGIN_REQUIRED);
    }

    /** Initiating User Registration 1.0 section 4: only the operator creates accounts. */
    private static Optional<ErrorObject> noAccountCreation(AuthenticationRequest request, RegisteredClient client) {
        Prompt prompt = request.getPrompt();
        return errorIf(
                prompt != null && prompt.contains(Prompt.Type.CREATE), invalid("prompt=create is not supported"));
    }

    /** OpenID Connect Core section 5.5.1.1, OpenID Connect Core Error Code unmet_authentication_requirements 1.0. */
    private static Optional<ErrorObject> reachableAcr(AuthenticationRequest request, RegisteredClient client) {
        return errorIf(!RequestedAcr.of(request).isAlwaysReachable(), OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS);
    }

    /** Doorway's own parameter {@code action}: one of the configured types. */
    private Optional<ErrorObject> supportedAction(AuthenticationRequest request, RegisteredClient client) {
        List<String> action = request.getCustomParameter("action");
        return errorIf(
                action != null && !actionTypes.contains(action.getFirst()), invalid("The action is not supported"));
    }

    /** Doorway's own parameter {@code action_message}: the person reads and signs it. */
    private static Optional<ErrorObject> displayableActionMessage(
            AuthenticationRequest request, RegisteredClient client) {
        List<String> message = request.getCustomParameter("action_message");
        return errorIf(
                message != null && !isDisplayable(message.getFirst()),
                invalid("action_message must be plain text of at most 100 characters"));
    }

    private static boolean isDisplayable(String message) {
        return message.length() <= Action.MAX_MESSAGE && DisplayText.isPlain(message);
    }

    private static Optional<ErrorObject> errorIf(boolean condition, ErrorObject error) {
        return condition ? Optional.of(error) : Optional.empty();
    }

    private static ErrorObject invalid(String description) {
        return OAuth2Error.INVALID_REQUEST.setDescription(description);
    }
}
