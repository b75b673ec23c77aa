package io.doorway.session.request;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.doorway.protocol.challenge.Action;
import io.doorway.session.client.DisplayText;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.oauth.ProviderSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges an authorization request of a known client: first its form, then, once the SDK has parsed it, its meaning. The first
 * check that refuses decides the answer.
 *
 * <p>Not checked because nothing needs to be: {@code max_age} and {@code prompt=login}, for every login is a fresh one; {@code
 * acr_values}, {@code display} and the locales, which are wishes (OpenID Connect Core section 3.1.2.1); of {@code claims} all but an
 * essential {@code acr} (section 5.5.1).
 */
@ApplicationScoped
public class AuthorizationChecks {
    private final List<FormCheck> form = List.of(
            AuthorizationChecks::noRepeatedParameter,
            AuthorizationChecks::noRequestObject,
            AuthorizationChecks::noRequestObjectByReference,
            AuthorizationChecks::noRegistration,
            AuthorizationChecks::noHalfOfPkce);

    private final List<MeaningCheck> meaning = List.of(
            AuthorizationChecks::codeFlow,
            AuthorizationChecks::answerByQuery,
            AuthorizationChecks::pkce,
            AuthorizationChecks::pkceBySha256,
            AuthorizationChecks::interactionAllowed,
            AuthorizationChecks::noAccountCreation,
            AuthorizationChecks::reachableAssurance,
            this::registeredAction,
            AuthorizationChecks::showableActionMessage);

    private final Set<String> actionTypes;

    AuthorizationChecks(ProviderSettings settings) {
        this.actionTypes = settings.actionTypes();
    }

    private interface FormCheck {
        Optional<ErrorObject> refuse(Parameters parameters);
    }

    private interface MeaningCheck {
        Optional<ErrorObject> refuse(AuthenticationRequest request, RegisteredClient client);
    }

    /** What came of the checks. */
    public sealed interface Judgement {
        record Accepted(AuthenticationRequest request) implements Judgement {}

        record Refused(ErrorObject error) implements Judgement {}
    }

    public Judgement judge(Parameters parameters, RegisteredClient client) {
        for (FormCheck check : form) {
            Optional<ErrorObject> error = check.refuse(parameters);
            if (error.isPresent()) {
                return new Judgement.Refused(error.get());
            }
        }
        AuthenticationRequest request;
        try {
            request = AuthenticationRequest.parse(parameters.all());
        } catch (ParseException e) {
            return new Judgement.Refused(
                    e.getErrorObject() == null ? invalid("The request is malformed") : e.getErrorObject());
        }
        for (MeaningCheck check : meaning) {
            Optional<ErrorObject> error = check.refuse(request, client);
            if (error.isPresent()) {
                return new Judgement.Refused(error.get());
            }
        }
        return new Judgement.Accepted(request);
    }

    /** RFC 6749 section 3.1. */
    private static Optional<ErrorObject> noRepeatedParameter(Parameters parameters) {
        return refuseIf(parameters.repeated(), invalid("A parameter is repeated"));
    }

    /** OpenID Connect Core section 6.1, RFC 9101. */
    private static Optional<ErrorObject> noRequestObject(Parameters parameters) {
        return refuseIf(parameters.has("request"), OAuth2Error.REQUEST_NOT_SUPPORTED);
    }

    /** OpenID Connect Core section 6.2; an address from RFC 9126 has been resolved before. */
    private static Optional<ErrorObject> noRequestObjectByReference(Parameters parameters) {
        return refuseIf(parameters.has("request_uri"), OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
    }

    /** OpenID Connect Core section 7.2.1. */
    private static Optional<ErrorObject> noRegistration(Parameters parameters) {
        return refuseIf(parameters.has("registration"), OIDCError.REGISTRATION_NOT_SUPPORTED);
    }

    /** RFC 9700 section 2.1.1: a challenge that is empty or has lost its other half is not the wish to go without. */
    private static Optional<ErrorObject> noHalfOfPkce(Parameters parameters) {
        boolean meant = parameters.has("code_challenge") || parameters.has("code_challenge_method");
        boolean whole = parameters
                        .single("code_challenge")
                        .filter(text -> !text.isBlank())
                        .isPresent()
                && parameters.single("code_challenge_method").isPresent();
        return refuseIf(meant && !whole, invalid("code_challenge and its method S256 go together"));
    }

    /** RFC 6749 section 3.1.1: the authorization code flow is the only one (RFC 9700 section 2.1.2). */
    private static Optional<ErrorObject> codeFlow(AuthenticationRequest request, RegisteredClient client) {
        return refuseIf(!ResponseType.CODE.equals(request.getResponseType()), OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
    }

    /** OAuth 2.0 Multiple Response Type Encoding Practices section 2.1. */
    private static Optional<ErrorObject> answerByQuery(AuthenticationRequest request, RegisteredClient client) {
        return refuseIf(
                !ResponseMode.QUERY.equals(request.impliedResponseMode()),
                invalid("Only response_mode=query is supported"));
    }

    /** RFC 7636 section 4.4.1, RFC 9700 section 2.1.1. */
    private static Optional<ErrorObject> pkce(AuthenticationRequest request, RegisteredClient client) {
        return refuseIf(
                client.pkceRequired() && request.getCodeChallenge() == null,
                invalid("A code_challenge is required (PKCE)"));
    }

    /** RFC 7636 section 4.2: {@code plain}, also by default, would show the verifier to whoever sees the request. */
    private static Optional<ErrorObject> pkceBySha256(AuthenticationRequest request, RegisteredClient client) {
        boolean absent = request.getCodeChallenge() == null && request.getCodeChallengeMethod() == null;
        boolean sha256 = request.getCodeChallenge() != null
                && CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
                && request.getCodeChallenge().getValue().matches("[A-Za-z0-9_-]{43}");
        return refuseIf(!absent && !sha256, invalid("code_challenge_method must be S256"));
    }

    /** OpenID Connect Core section 3.1.2.6: nobody is logged in before scanning. */
    private static Optional<ErrorObject> interactionAllowed(AuthenticationRequest request, RegisteredClient client) {
        Prompt prompt = request.getPrompt();
        return refuseIf(prompt != null && prompt.contains(Prompt.Type.NONE), OIDCError.LOGIN_REQUIRED);
    }

    /** Initiating User Registration 1.0 section 4: accounts are made by the operator. */
    private static Optional<ErrorObject> noAccountCreation(AuthenticationRequest request, RegisteredClient client) {
        Prompt prompt = request.getPrompt();
        return refuseIf(
                prompt != null && prompt.contains(Prompt.Type.CREATE), invalid("prompt=create is not supported"));
    }

    /** OpenID Connect Core section 5.5.1.1, OpenID Connect Core Error Code unmet_authentication_requirements 1.0. */
    private static Optional<ErrorObject> reachableAssurance(AuthenticationRequest request, RegisteredClient client) {
        return refuseIf(!AskedAssurance.of(request).canBePromised(), OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS);
    }

    /** Doorway's own {@code action}: what the person is asked must be something the operator knows of. */
    private Optional<ErrorObject> registeredAction(AuthenticationRequest request, RegisteredClient client) {
        List<String> action = request.getCustomParameter("action");
        return refuseIf(
                action != null && !actionTypes.contains(action.getFirst()), invalid("The action is not registered"));
    }

    /** Doorway's own {@code action_message}: a person reads it and signs it. */
    private static Optional<ErrorObject> showableActionMessage(AuthenticationRequest request, RegisteredClient client) {
        List<String> message = request.getCustomParameter("action_message");
        return refuseIf(
                message != null && !isShowable(message.getFirst()),
                invalid("action_message must be plain text of at most 100 characters"));
    }

    private static boolean isShowable(String message) {
        return message.length() <= Action.MAX_MESSAGE && DisplayText.isPlain(message);
    }

    private static Optional<ErrorObject> refuseIf(boolean wrong, ErrorObject error) {
        return wrong ? Optional.of(error) : Optional.empty();
    }

    private static ErrorObject invalid(String description) {
        return OAuth2Error.INVALID_REQUEST.setDescription(description);
    }
}
