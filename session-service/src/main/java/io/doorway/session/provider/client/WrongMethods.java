package io.doorway.session.provider.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.web.problem.MethodNotAllowed;
import io.doorway.web.request.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers a request of a client with another method than POST, and records it for the client's developer. */
class WrongMethods {
    private static final Map<String, Attempt> POST_ONLY = Map.of(
            Endpoints.TOKEN, Attempt.REDEEM,
            Endpoints.REVOKE, Attempt.REDEEM,
            Endpoints.INTROSPECT, Attempt.READ_CLAIMS,
            Endpoints.PAR, Attempt.PUSH,
            Endpoints.DEVICE_AUTHORIZATION, Attempt.PUSH,
            Endpoints.BACKCHANNEL, Attempt.PUSH);

    private final ClientCalls clientCalls;

    WrongMethods(ClientCalls clientCalls) {
        this.clientCalls = clientCalls;
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException exception, HttpServerRequest request) {
        @Nullable Attempt attempt = POST_ONLY.get(request.path());
        if (attempt == null) {
            return MethodNotAllowed.problem();
        }
        ErrorObject error = OAuth2Error.INVALID_REQUEST
                .setDescription("Send the parameters in the body of a POST: this endpoint takes no other method")
                .setHTTPStatusCode(Response.Status.METHOD_NOT_ALLOWED.getStatusCode());
        clientCalls.recordUnread(
                attempt,
                ClientAddress.of(request),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                request.query(),
                error);
        return MethodNotAllowed.withAllow(
                OAuthHttp.toResponse(new TokenErrorResponse(error)), MethodNotAllowed.allowed());
    }
}
