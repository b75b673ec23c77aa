package io.doorway.session.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What somebody finds who opens the issuer's own address. */
@Path("/")
class FrontPage {

    private final Assets assets;
    private final PagePolicy policy;

    FrontPage(Assets assets, PagePolicy policy) {
        this.assets = assets;
        this.policy = policy;
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        return policy.page(200, Templates.front(assets.path()).render());
    }
}
