package io.doorway.audit.console;

import io.doorway.web.hardening.PageContentPolicy;
import io.doorway.web.hardening.PagePolicy;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The console's page: its content security policy, and the redirect from {@code /audit} to {@code /audit/}. */
@Singleton
class ConsolePage {

    @Produces
    @Singleton
    PagePolicy policy() {
        return PagePolicy.at("/audit/?(console/.*)?", PageContentPolicy.page());
    }

    void redirect(@Observes Router router) {
        router.getWithRegex("/audit").handler(context -> context.redirect("/audit/"));
    }
}
