package io.doorway.session.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What somebody finds who opens the issuer's own address. */
@Path("/")
class FrontPage {

    private final Assets assets;

    FrontPage(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        return Html.page(200, Templates.front(assets.path()).render());
    }
}
