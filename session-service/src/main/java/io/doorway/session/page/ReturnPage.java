package io.doorway.session.page;

import io.doorway.edge.problem.Problem;
import io.doorway.protocol.challenge.ChallengeId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Where the app on the same device leads back to, with a nonce in the fragment, which no server and no log sees.
 *
 * <p>The page is the same for everybody: whether there is such a login, and whether it is this browser's, it learns by completing it.
 */
@Path("/login/{id}/return")
class ReturnPage {

    private final Assets assets;
    private final InstantSource clock;

    ReturnPage(Assets assets, InstantSource clock) {
        this.assets = assets;
        this.clock = clock;
    }

    /** The page's data block. */
    record ReturnData(String id, Instant serverTime) {}

    @GET
    @Operation(hidden = true)
    public Response show(@RestPath String id) {
        return ChallengeId.parse(id)
                .map(known -> new ReturnData(known.value(), clock.instant()))
                .map(data -> Html.page(
                        200,
                        Templates.back(ScriptData.write(data), assets.path()).render()))
                .orElseGet(() -> Problem.challengeNotFound().asResponse());
    }
}
