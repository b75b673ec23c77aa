package io.doorway.session.provider.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts HTTP requests and responses to and from those of the Nimbus SDK. */
public final class OAuthHttp {
    /** The header with the proof of a key (RFC 9449 section 4.1). */
    public static final String DPOP = "DPoP";

    private static final List<String> SCHEMES = List.of("Basic", "Bearer", DPOP);
    private static final String BASIC = "Basic realm=\"Doorway\", charset=\"UTF-8\"";

    private OAuthHttp() {}

    /** What a client posted to an endpoint; a body of another type than a form has no content type, and is refused. */
    public static HTTPRequest posted(URI address, HttpHeaders headers, String body) {
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        HTTPRequest request = isForm(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                ? form(address, authorization, body)
                : request(HTTPRequest.Method.POST, address, authorization);
        request.setBody(body);
        return withProofs(request, headers);
    }

    /** The same request with the DPoP proofs that were sent, of which there may be one. */
    public static HTTPRequest withProofs(HTTPRequest request, HttpHeaders headers) {
        List<String> proofs = headers.getRequestHeader(DPOP);
        if (!proofs.isEmpty()) {
            request.setHeader(DPOP, proofs.toArray(String[]::new));
        }
        return request;
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && MediaType.APPLICATION_FORM_URLENCODED.equalsIgnoreCase(contentType.split(";", 2)[0].strip());
    }

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
            request.setAuthorization(canonical(authorization));
        }
        return request;
    }

    /** RFC 9110 section 11.1: the scheme is case-insensitive, and any number of spaces follows it. The SDK expects one form. */
    private static String canonical(String authorization) {
        String[] parts = authorization.strip().split(" +", 2);
        String scheme =
                SCHEMES.stream().filter(parts[0]::equalsIgnoreCase).findFirst().orElse(parts[0]);
        return parts.length == 1 ? scheme : scheme + " " + parts[1];
    }

    /**
     * The SDK's response, with {@code Cache-Control: no-store} (RFC 6749 section 5.1). A client that is not authenticated learns how it could
     * be (section 5.2).
     */
    public static Response toResponse(com.nimbusds.oauth2.sdk.Response oauthResponse) {
        HTTPResponse http = oauthResponse.toHTTPResponse();
        Response.ResponseBuilder response = Response.status(http.getStatusCode());
        http.getHeaderMap().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        if (http.getStatusCode() == Response.Status.UNAUTHORIZED.getStatusCode()
                && http.getHeaderValues(HttpHeaders.WWW_AUTHENTICATE) == null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, BASIC);
        }
        if (http.getHeaderValues(HttpHeaders.CACHE_CONTROL) == null) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return response.entity(http.getBody()).build();
    }
}
