package io.doorway.session.provider.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Converts HTTP requests and responses to and from those of the Nimbus SDK. */
public final class OAuthHttp {
    private OAuthHttp() {}

    /** A form that was posted to an endpoint. */
    public static HTTPRequest form(URI address, @Nullable String authorization, String body) {
        HTTPRequest request = request(HTTPRequest.Method.POST, address, authorization);
        try {
            request.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        } catch (ParseException e) {
            throw new IllegalStateException("the constant media type is valid", e);
        }
        request.setBody(body);
        return request;
    }

    /** A request without body. */
    public static HTTPRequest request(HTTPRequest.Method method, URI address, @Nullable String authorization) {
        HTTPRequest request = new HTTPRequest(method, address);
        if (authorization != null) {
            request.setAuthorization(authorization);
        }
        return request;
    }

    /** The SDK's response, with {@code Cache-Control: no-store} (RFC 6749 section 5.1). */
    public static Response toResponse(com.nimbusds.oauth2.sdk.Response oauthResponse) {
        HTTPResponse http = oauthResponse.toHTTPResponse();
        Response.ResponseBuilder response = Response.status(http.getStatusCode());
        http.getHeaderMap().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        if (http.getHeaderValues(HttpHeaders.CACHE_CONTROL) == null) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return response.entity(http.getBody()).build();
    }
}
