package io.doorway.session.login.page;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.login.page.Assets.Asset;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The pages and files that do not depend on a login. */
@Path("/")
class PageResource {

    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private final Pages pages;
    private final Assets assets;

    PageResource(Pages pages, Assets assets) {
        this.pages = pages;
        this.assets = assets;
    }

    @GET
    @CompressedPage
    @Operation(hidden = true)
    public Response front(@Context HttpHeaders headers) {
        return pages.front(LanguageHints.of(headers));
    }

    /**
     * The page does not depend on whether the challenge exists or belongs to the browser. It completes the login with the return nonce from
     * the fragment of its address, which is not sent to any server.
     */
    @GET
    @Path("login/{id}/return")
    @CompressedPage
    @Operation(hidden = true)
    public Response returnPage(@RestPath String id, @Context HttpHeaders headers) {
        return ChallengeId.parse(id)
                .map(challenge -> pages.returnTo(challenge, LanguageHints.of(headers)))
                .orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("login/assets/{version}/{name: .+}")
    @Operation(hidden = true)
    public Response asset(
            @RestPath String version,
            @RestPath String name,
            @RestHeader(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptedEncodings) {
        Asset asset = assets.find(version, name).orElseThrow(NotFoundException::new);
        @Nullable
        String coding = ContentCodings.choose(
                        acceptedEncodings, asset.compressed().keySet())
                .orElse(null);
        return Response.ok(coding == null ? asset.content() : asset.compressed().get(coding))
                .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                .header(HttpHeaders.CONTENT_ENCODING, coding)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CACHE_CONTROL, IMMUTABLE)
                .build();
    }
}
