package io.doorway.edge.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hangs up on a body that trickles in: 16 KiB need no ten seconds on any line that a login is of use on. An idle timeout does not
 * see it, because each byte begins it anew.
 */
@ApplicationScoped
class BodyDeadline {

    private static final int AFTER_ITS_LENGTH_WAS_CHECKED = 900;

    private final long millis;

    BodyDeadline(@ConfigProperty(name = "doorway.body-within", defaultValue = "PT10S") Duration within) {
        this.millis = within.toMillis();
    }

    void install(@Observes Filters filters) {
        filters.register(this::watch, AFTER_ITS_LENGTH_WAS_CHECKED);
    }

    private void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (hasBody(request)) {
            long timer = context.vertx().setTimer(millis, late -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
            context.addEndHandler(answered -> context.vertx().cancelTimer(timer));
        }
        context.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !"0".equals(length)) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
