package io.doorway.session.provider.client;

import io.doorway.session.provider.oauth.Endpoints;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the pages of public clients call the endpoints that need no secret (Fetch standard, CORS protocol; OAuth 2.0 for Browser-Based
 * Applications section 6.3.3.2). The origins are those of the redirect URIs that the clients registered. No cookie is involved, so
 * credentials are not allowed.
 */
@Singleton
class CrossOriginRequests {
    private static final int AFTER_SECURITY_HEADERS = 9_000;
    private static final Set<String> PATHS =
            Set.of(Endpoints.TOKEN, Endpoints.PAR, Endpoints.REVOKE, Endpoints.USERINFO);
    private static final int NO_CONTENT = 204;

    private final Clients clients;

    CrossOriginRequests(Clients clients) {
        this.clients = clients;
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, AFTER_SECURITY_HEADERS);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!PATHS.contains(context.normalizedPath())) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response();
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        boolean allowed = isAllowed(request.getHeader(HttpHeaders.ORIGIN));
        if (allowed) {
            response.headers()
                    .add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, request.getHeader(HttpHeaders.ORIGIN))
                    .add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "WWW-Authenticate, DPoP-Nonce");
        }
        boolean preflight = request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
        if (allowed && preflight) {
            response.headers()
                    .add(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                    .add(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, dpop")
                    .add(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
            response.setStatusCode(NO_CONTENT).end();
            return;
        }
        context.next();
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null
                && clients.all().stream()
                        .filter(client -> client.isPublic() && !client.nativeApplication())
                        .flatMap(client -> client.redirectUris().stream())
                        .map(CrossOriginRequests::originOf)
                        .anyMatch(origin::equals);
    }

    /** RFC 6454 section 6.2; a port is in the address only if it is not the default one, as a browser writes it. */
    private static String originOf(String redirectUri) {
        URI uri = URI.create(redirectUri);
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }
}
