package io.doorway.session.login.page;

import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The policy that a page has of its own replaces that of its path: a browser enforces each policy of a response that has two. */
@Singleton
class OwnPolicyFilter {

    @ServerResponseFilter
    void replace(ContainerResponseContext page, HttpServerResponse response) {
        if (page.getHeaders().containsKey(LoginPagePolicy.HEADER)) {
            response.headers().remove(LoginPagePolicy.HEADER);
        }
    }
}
