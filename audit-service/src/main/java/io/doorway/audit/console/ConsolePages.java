package io.doorway.audit.console;

import io.doorway.edge.hardening.ContentPolicy;
import io.doorway.edge.hardening.PagePolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What a browser may do with the console. */
@ApplicationScoped
class ConsolePages {

    @Produces
    @Singleton
    PagePolicy policy() {
        return PagePolicy.at("/audit/?(console/.*)?", ContentPolicy.page());
    }
}
