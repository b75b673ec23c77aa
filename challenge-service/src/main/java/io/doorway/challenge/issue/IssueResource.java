package io.doorway.challenge.issue;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.config.Issuer;
import io.doorway.edge.limit.Limited;
import io.doorway.edge.limit.Limits;
import io.doorway.edge.problem.Problem;
import io.doorway.edge.problem.ProblemException;
import io.doorway.edge.proof.BrowserProofs;
import io.doorway.edge.proof.ProofRefused;
import io.doorway.edge.refusal.Refusals;
import io.doorway.edge.ticket.LoginTicket;
import io.doorway.edge.ticket.LoginTickets;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /challenges}: a page with a ticket gets a challenge. */
@Path("/challenges")
class IssueResource {

    private static final String PATH = "/challenges";
    private static final String BEARER = "Bearer ";

    private final IssueChallenge issue;
    private final LoginTickets tickets;
    private final BrowserProofs proofs;
    private final Issuer issuer;
    private final Refusals refusals;
    private final Limits limits;

    IssueResource(
            IssueChallenge issue,
            LoginTickets tickets,
            BrowserProofs proofs,
            Issuer issuer,
            Refusals refusals,
            Limits limits) {
        this.issue = issue;
        this.tickets = tickets;
        this.proofs = proofs;
        this.issuer = issuer;
        this.refusals = refusals;
        this.limits = limits;
    }

    /**
     * A new challenge.
     *
     * @param expiresAt until when it can be scanned
     * @param serverTime the clock that all times of this challenge refer to
     */
    record Issued(
            @JsonProperty("challenge_id") String challengeId,
            long version,
            StateName state,
            @JsonProperty("expires_at") Instant expiresAt,
            @JsonProperty("server_time") Instant serverTime) {

        static Issued of(Created created) {
            return new Issued(
                    created.id().value(),
                    created.version(),
                    created.name(),
                    created.deadline(),
                    created.asked().createdAt());
        }
    }

    @POST
    @Limited(Attempt.CREATE)
    @Operation(summary = "Issues a challenge for a login ticket and introduces the page's key")
    @APIResponse(responseCode = "201", description = "The challenge, in state created")
    @APIResponse(responseCode = "400", description = "invalid-request: a body that is not what this call takes")
    @APIResponse(responseCode = "401", description = "invalid-ticket or invalid-proof")
    @APIResponse(responseCode = "429", description = "too-many-requests, or too-many-challenges for one ticket")
    public Uni<RestResponse<Issued>> issue(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent,
            @Context HttpServerRequest request,
            @Nullable String body) {
        String ip = request.remoteAddress().host();
        LoginTicket ticket = requireTicket(authorization, cookie, ip);
        PageSays says = PageSays.in(body);
        Refusals.Who who = new Refusals.Who(ip, null, ticket.relyingParty().id(), null, null, ticket.traceparent());
        return limits.of(Attempt.CREATE, who)
                .chain(() -> proofs.verify(proof, "POST", issuer.at(PATH)))
                .onFailure(ProofRefused.class)
                .invoke(refused -> refusals.record(Attempt.CREATE, ((ProofRefused) refused).reason(), who))
                .chain(key -> issue.forTicket(ticket, key, new IssueChallenge.Origin(ip, userAgent, says)))
                .map(created -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, Issued.of(created))
                        .header(HttpHeaders.LOCATION, issuer.at(PATH + "/" + created.id()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private LoginTicket requireTicket(@Nullable String authorization, @Nullable String cookie, String ip) {
        LoginTicket ticket = authorization != null && authorization.startsWith(BEARER)
                ? tickets.verify(authorization.substring(BEARER.length())).orElse(null)
                : null;
        if (ticket == null) {
            throw refused(RefusalReason.WRONG_TICKET, ip);
        }
        boolean sameBrowser = BindingCookie.parse(cookie)
                .map(sent -> sent.hash().equals(ticket.cookieHash()))
                .orElse(false);
        if (!sameBrowser) {
            throw refused(RefusalReason.WRONG_COOKIE, ip);
        }
        return ticket;
    }

    private ProblemException refused(RefusalReason reason, String ip) {
        refusals.record(Attempt.CREATE, reason, Refusals.Who.at(ip));
        return Problem.of(
                        401,
                        "invalid-ticket",
                        "The login ticket is missing, too old or another browser's. Load the page again.")
                .asException();
    }
}
