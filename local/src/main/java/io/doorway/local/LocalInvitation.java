package io.doorway.local;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.function.Supplier;

/**
 * The address at which a browser of this machine gets an invitation for the demo account, so that a person can try Doorway without a phone:
 * it redirects to a new enrolment link. Only a page of the issuer leads here. To everybody else the address does not exist: a link, another
 * website, a page that is loaded in advance, and a request that came by another name of the host.
 */
final class LocalInvitation {

    /** Where it is. The login page knows it as {@code doorway.page.local-phone}. */
    static final String PATH = "/local/invitation";

    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final Vertx vertx;
    private final URI issuer;
    private final Supplier<String> newLink;

    /** @param newLink creates an enrolment link; it may block */
    LocalInvitation(Vertx vertx, URI issuer, Supplier<String> newLink) {
        this.vertx = vertx;
        this.issuer = issuer;
        this.newLink = newLink;
    }

    void respond(HttpServerRequest request) {
        if (!isFromOwnPage(request)) {
            request.response().setStatusCode(NOT_FOUND).end();
            return;
        }
        vertx.executeBlocking(newLink::get)
                .onSuccess(link -> redirect(request, link))
                .onFailure(
                        failure -> request.response().setStatusCode(UNAVAILABLE).end());
    }

    private boolean isFromOwnPage(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && issuer.getAuthority().equals(request.getHeader("Host"))
                && "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                && request.getHeader("Sec-Purpose") == null;
    }

    /** A redirect without the opener policy of the pages would separate the window from the login page that opened it. */
    private static void redirect(HttpServerRequest request, String link) {
        request.response()
                .setStatusCode(SEE_OTHER)
                .putHeader("Location", link)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }
}
