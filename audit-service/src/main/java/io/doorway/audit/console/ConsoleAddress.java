package io.doorway.audit.console;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Leads those who leave out the last slash to the console. */
@ApplicationScoped
class ConsoleAddress {

    void install(@Observes Router router) {
        router.getWithRegex("/audit").handler(asked -> asked.redirect("/audit/"));
    }
}
