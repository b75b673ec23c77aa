package io.doorway.bank;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.NotFoundException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The page for an address that does not exist. */
class NotFoundMapper {
    @ServerExceptionMapper
    RestResponse<TemplateInstance> page(NotFoundException failure) {
        return RestResponse.status(
                RestResponse.Status.NOT_FOUND,
                BankPages.refused("Page not found", "This address does not exist.", "/", "Go to the home page"));
    }
}
