package io.doorway.session.provider.device;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.code.CodeGrantHandler;
import io.doorway.session.provider.device.DeviceAuthorizations.Poll;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.token.GrantHandler;
import io.doorway.web.refusal.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Answers a device that asks for its tokens (RFC 8628 section 3.4). They are those of the authorization code of the login, so that the code's
 * checks hold for them: it is valid for 30 seconds after the login, is redeemed once, and a replay revokes what was issued.
 */
@Singleton
class DeviceCodeGrantHandler implements GrantHandler {
    static final ErrorObject NOT_REGISTERED = OAuth2Error.UNAUTHORIZED_CLIENT.setDescription(
            "The client is not registered for the device grant: add urn:ietf:params:oauth:grant-type:device_code to grant_types");
    private static final ErrorObject UNKNOWN =
            OAuth2Error.INVALID_GRANT.setDescription("The device_code is unknown, or another client's");

    private final DeviceAuthorizations authorizations;
    private final CodeGrantHandler codes;
    private final Endpoints endpoints;
    private final Refusals refusals;

    DeviceCodeGrantHandler(
            DeviceAuthorizations authorizations, CodeGrantHandler codes, Endpoints endpoints, Refusals refusals) {
        this.refusals = refusals;
        this.authorizations = authorizations;
        this.codes = codes;
        this.endpoints = endpoints;
    }

    @Override
    public GrantType type() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public Uni<TokenResponse> exchange(GrantRequest request) {
        if (!request.client().deviceGrant()) {
            return Uni.createFrom().item(refused(NOT_REGISTERED));
        }
        String deviceCode = ((DeviceCodeGrant) request.grant()).getDeviceCode().getValue();
        return authorizations.poll(request.client().id(), deviceCode).chain(poll -> switch (poll) {
            case Poll.Approved(String code, String verifier) ->
                codes.exchange(new GrantRequest(
                        request.client(),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code),
                                endpoints.at(Endpoints.DEVICE_RESPONSE),
                                new CodeVerifier(verifier)),
                        null,
                        request.resource(),
                        request.confirmation(),
                        request.actor()));
            case Poll.Refused(String reason) -> {
                ErrorObject error = error(reason);
                if (UNKNOWN.equals(error)) {
                    refusals.record(Attempt.REDEEM, RefusalReason.WRONG_CODE, request.actor(), ClientCalls.of(error));
                }
                yield Uni.createFrom().item(refused(error));
            }
        });
    }

    /** RFC 8628 section 3.5. */
    private static ErrorObject error(String reason) {
        return switch (reason) {
            case "pending" -> DeviceAuthorizationGrantError.AUTHORIZATION_PENDING;
            case "slow_down" -> DeviceAuthorizationGrantError.SLOW_DOWN;
            // RFC 6749 section 5.2; the library's own status is that of a resource.
            case "denied" -> OAuth2Error.ACCESS_DENIED.setHTTPStatusCode(HTTPResponse.SC_BAD_REQUEST);
            case "expired" -> DeviceAuthorizationGrantError.EXPIRED_TOKEN;
            default -> UNKNOWN;
        };
    }

    private static TokenResponse refused(ErrorObject error) {
        return new TokenErrorResponse(error);
    }
}
