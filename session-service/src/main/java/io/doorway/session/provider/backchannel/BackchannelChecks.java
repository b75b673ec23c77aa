package io.doorway.session.provider.backchannel;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ciba.CIBAError;
import io.doorway.protocol.challenge.BackchannelRequest;
import io.doorway.session.provider.client.DisplayText;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.request.RequestedScope;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checks of a request for a known account, in this order, each with its section of OpenID Connect CIBA Core 1.0. {@link
 * StartBackchannelLogin} makes those of an authorization request after them.
 */
final class BackchannelChecks {
    /** RFC 6750 section 2.1, with the bound of section 7.1. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,1024}=*");

    private static final int MAX_TOKEN = 1024;

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");

    private static final List<Check> CHECKS = List.of(
            BackchannelChecks::noRepeatedParameter,
            BackchannelChecks::exactlyOneHint,
            BackchannelChecks::noHintToken,
            BackchannelChecks::registeredScope,
            BackchannelChecks::noUserCode,
            BackchannelChecks::notificationToken,
            BackchannelChecks::bindingMessage,
            BackchannelChecks::uniqueContext,
            BackchannelChecks::requestedExpiry);

    private BackchannelChecks() {}

    private interface Check {
        Optional<ErrorObject> check(RequestParameters parameters, RegisteredClient client);
    }

    /** Why the request is refused, or empty if it passes every check. */
    static Optional<ErrorObject> refusal(RequestParameters parameters, RegisteredClient client) {
        return CHECKS.stream()
                .flatMap(check -> check.check(parameters, client).stream())
                .findFirst();
    }

    /** RFC 6749 section 3.2. */
    private static Optional<ErrorObject> noRepeatedParameter(RequestParameters parameters, RegisteredClient client) {
        return parameters.repeatedParameterError(Set.of("resource")).map(BackchannelChecks::invalid);
    }

    /** Section 7.1. */
    private static Optional<ErrorObject> exactlyOneHint(RequestParameters parameters, RegisteredClient client) {
        long hints = Stream.of("login_hint", "id_token_hint", "login_hint_token")
                .filter(parameters::hasValue)
                .count();
        return errorIf(hints != 1, invalid("Send exactly one of login_hint and id_token_hint"));
    }

    /** Section 7.1: no form of such a token is agreed on. */
    private static Optional<ErrorObject> noHintToken(RequestParameters parameters, RegisteredClient client) {
        return errorIf(
                parameters.hasValue("login_hint_token"),
                invalid("login_hint_token is not supported: send login_hint or id_token_hint"));
    }

    /** Section 7.1. */
    private static Optional<ErrorObject> registeredScope(RequestParameters parameters, RegisteredClient client) {
        return RequestedScope.refusal(
                RequestedScope.parse(parameters.single("scope").orElse("")), client);
    }

    /** Section 7.1, {@code backchannel_user_code_parameter_supported} is false. */
    private static Optional<ErrorObject> noUserCode(RequestParameters parameters, RegisteredClient client) {
        return errorIf(
                parameters.hasValue("user_code"),
                invalid("user_code is not supported: the person's phone verifies its user"));
    }

    /** Section 7.1: required in ping mode, and ignored in poll mode. */
    private static Optional<ErrorObject> notificationToken(RequestParameters parameters, RegisteredClient client) {
        boolean accepted = parameters
                .single("client_notification_token")
                .filter(token ->
                        token.length() <= MAX_TOKEN && TOKEN.matcher(token).matches())
                .isPresent();
        return errorIf(
                client.isNotifiedOfRequests() && !accepted,
                invalid("client_notification_token is required in ping mode: a bearer token of at most " + MAX_TOKEN
                        + " characters"));
    }

    /** Section 7.1: short, and nothing that could change what the phone shows around it. */
    private static Optional<ErrorObject> bindingMessage(RequestParameters parameters, RegisteredClient client) {
        boolean accepted = parameters
                .single("binding_message")
                .map(message -> DisplayText.isPlain(message, BackchannelRequest.MAX_BINDING_MESSAGE))
                .orElse(true);
        return errorIf(
                !accepted,
                CIBAError.INVALID_BINDING_MESSAGE.setDescription("binding_message must be plain text of at most "
                        + BackchannelRequest.MAX_BINDING_MESSAGE + " characters"));
    }

    /** FAPI-CIBA section 5.2.2: what the person approves is unique, by its details or by a binding message. */
    private static Optional<ErrorObject> uniqueContext(RequestParameters parameters, RegisteredClient client) {
        boolean required = Objects.requireNonNull(client.backchannel()).requestAlgorithm() != null;
        return errorIf(
                required && !parameters.hasValue("binding_message") && !parameters.hasValue("authorization_details"),
                invalid("binding_message is required without authorization_details"));
    }

    /** Section 7.1: a positive integer; what is longer or shorter than Doorway allows is not an error. */
    private static Optional<ErrorObject> requestedExpiry(RequestParameters parameters, RegisteredClient client) {
        boolean accepted = !parameters.has("requested_expiry")
                || parameters
                        .single("requested_expiry")
                        .filter(text -> SECONDS.matcher(text).matches())
                        .isPresent();
        return errorIf(!accepted, invalid("requested_expiry must be a positive number of seconds"));
    }

    private static Optional<ErrorObject> errorIf(boolean condition, ErrorObject error) {
        return condition ? Optional.of(error) : Optional.empty();
    }

    private static ErrorObject invalid(String description) {
        return OAuth2Error.INVALID_REQUEST.setDescription(description);
    }
}
