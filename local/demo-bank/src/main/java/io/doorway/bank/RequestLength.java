package io.doorway.bank;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers an address or headers that are too long with a page. The server itself could only close the connection. */
@Singleton
class RequestLength {

    private static final int MAX_ADDRESS = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int ADDRESS_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;
    private static final int PRIORITY = 200;

    void register(@Observes Filters filters) {
        filters.register(RequestLength::check, PRIORITY);
    }

    private static void check(RoutingContext call) {
        int headers = call.request().headers().entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
        if (call.request().uri().length() > MAX_ADDRESS) {
            refuse(call, ADDRESS_TOO_LONG, "The address is too long.");
        } else if (headers > MAX_HEADERS) {
            refuse(call, HEADERS_TOO_LARGE, "Delete the cookies of this site, then try again.");
        } else {
            call.next();
        }
    }

    private static void refuse(RoutingContext call, int status, String detail) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=UTF-8")
                .end(BankPages.refused("This request is too long", detail, "/", "Go to the home page")
                        .render());
    }
}
