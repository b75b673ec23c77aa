package io.doorway.session.page;

import io.doorway.session.page.Assets.Asset;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Serves the pages' static files. */
@Path("/login/assets/{version}/{name}")
class AssetResource {

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final Assets assets;

    AssetResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Operation(hidden = true)
    public Response file(@RestPath String version, @RestPath String name) {
        Asset asset = assets.find(version, name).orElseThrow(NotFoundException::new);
        return Response.ok(asset.content())
                .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, FOR_GOOD)
                .build();
    }
}
