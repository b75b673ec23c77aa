package io.doorway.challenge.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.challenge.issue.IssueChallenge.IssuedChallenge;
import io.doorway.challenge.issue.IssueChallenge.RequestSource;
import io.doorway.login.browser.AuthenticateBrowser;
import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.login.browser.AuthenticateBrowser.InvalidProofException;
import io.doorway.login.browser.AuthenticateBrowser.VerifiedBrowser;
import io.doorway.login.browser.BindingCookie;
import io.doorway.login.browser.SocketTokens;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.secret.LoginCode;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Prefetch;
import io.doorway.web.config.Issuer;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.problem.Problem;
import io.doorway.web.problem.ProblemException;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /challenges}: creates a challenge for a login ticket. */
@Path("/challenges")
class IssueResource {

    private static final String PATH = "/challenges";
    private static final String BEARER = "Bearer ";

    private final IssueChallenge issue;
    private final ChallengeStore store;
    private final LoginTickets tickets;
    private final AuthenticateBrowser browsers;
    private final Issuer issuer;
    private final Refusals refusals;
    private final RateLimits limits;

    IssueResource(
            IssueChallenge issue,
            ChallengeStore store,
            LoginTickets tickets,
            AuthenticateBrowser browsers,
            Issuer issuer,
            Refusals refusals,
            RateLimits limits) {
        this.issue = issue;
        this.store = store;
        this.tickets = tickets;
        this.browsers = browsers;
        this.issuer = issuer;
        this.refusals = refusals;
        this.limits = limits;
    }

    /**
     * A new challenge.
     *
     * @param expiresAt when it cannot be scanned any more
     * @param socketToken opens the challenge's first WebSocket, once, within {@link SocketTokens#VALID_FOR}
     * @param firstFrame on the route {@code cross-device}, the frame of the first second, else absent (ADR 0050)
     * @param loginCode on the route {@code entered-code}, the code that the person enters in the app, else absent
     * @param serverTime the current time of the store, to which all times of this challenge refer
     */
    record Issued(
            @JsonProperty("challenge_id") String challengeId,
            long version,
            StateName state,
            @JsonProperty("expires_at") Instant expiresAt,
            @JsonProperty("socket_token") String socketToken,

            @JsonProperty("first_frame") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            FirstFrame firstFrame,

            @JsonProperty("login_code") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String loginCode,

            @JsonProperty("server_time") Instant serverTime) {

        static Issued of(IssuedChallenge issued, Issuer issuer) {
            Created created = issued.created();
            LoginCode code = issued.code();
            return new Issued(
                    created.id().value(),
                    created.version(),
                    created.state(),
                    created.deadline(),
                    SocketTokens.of(created),
                    FirstFrame.of(created, issuer),
                    code == null ? null : code.display(),
                    created.loginRequest().createdAt());
        }
    }

    /**
     * The content of the QR code in the second in which its challenge was created.
     *
     * @param notBefore when it is displayed, by the store's clock
     * @param content the address in the QR code
     */
    record FirstFrame(@JsonProperty("not_before") Instant notBefore, String content) {

        static @Nullable FirstFrame of(Created created, Issuer issuer) {
            if (created.loginRequest().route() != Route.CROSS_DEVICE) {
                return null;
            }
            QrFrames frames = QrFrames.of(created);
            return new FirstFrame(frames.notBefore(0), frames.at(0).address(issuer.toString()));
        }
    }

    @POST
    @Operation(summary = "Creates a challenge for a login ticket and binds it to the page's key")
    @APIResponse(responseCode = "201", description = "The challenge, in state created")
    @APIResponse(responseCode = "400", description = "invalid-request: the body is not that of this call")
    @APIResponse(responseCode = "401", description = "invalid-ticket or invalid-proof")
    @APIResponse(responseCode = "409", description = "request-used: the pushed request cannot be used by this browser")
    @APIResponse(responseCode = "429", description = "too-many-requests, or too-many-challenges for one ticket")
    public Uni<RestResponse<Issued>> issue(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @CookieParam(BindingCookie.NAME) @Nullable String cookie,
            @HeaderParam("DPoP") @Nullable String proof,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent,
            @Context HttpServerRequest request,
            @Nullable String body) {
        Sent sent = new Sent(authorization, cookie, proof, userAgent, ClientAddress.of(request), body);
        return issue(sent)
                .invoke(issued ->
                        limits.proved(Actor.at(sent.ip()).on(issued.created().id())))
                .map(issued -> RestResponse.ResponseBuilder.create(
                                RestResponse.Status.CREATED, Issued.of(issued, issuer))
                        .header(
                                HttpHeaders.LOCATION,
                                issuer.at(PATH + "/" + issued.created().id()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    /** A request as it was sent. Nothing of it is verified. */
    private record Sent(
            @Nullable String authorization,
            @Nullable String cookie,
            @Nullable String proof,
            @Nullable String userAgent,
            String ip,
            @Nullable String body) {

        Optional<String> ticket() {
            return Optional.ofNullable(authorization)
                    .filter(value -> value.startsWith(BEARER))
                    .map(value -> value.substring(BEARER.length()));
        }

        Actor actor(LoginTicket ticket) {
            return Actor.at(ip).asking(ticket.relyingParty().id()).tracedBy(ticket.traceparent());
        }

        BrowserRequest browserRequest(LoginTicket ticket) {
            return new BrowserRequest(Attempt.CREATE, actor(ticket), "POST", PATH, cookie, proof);
        }

        /** @throws ProblemException if the body is not that of this call */
        RequestSource source(LoginTicket ticket) {
            return new RequestSource(actor(ticket), userAgent, ClientHints.parse(body));
        }
    }

    /** Ticket, proof and body of a request are those of a page. */
    private record Verified(LoginTicket ticket, VerifiedBrowser browser, RequestSource source) {}

    /** In one step of the store if the request is verified before its limits are checked, and the store's clock was read lately. */
    private Uni<IssuedChallenge> issue(Sent sent) {
        Optional<Instant> now = store.recentNow();
        return now.isPresent()
                ? verifyFirst(sent)
                        .map(verified -> issueInOneStep(verified, now.get()))
                        .orElseGet(() -> issueInTurn(sent))
                : issueInTurn(sent);
    }

    /** Empty for a request that is not verified before its limits are checked, or is refused: {@link #issueInTurn} decides that. */
    private Optional<Verified> verifyFirst(Sent sent) {
        Optional<LoginTicket> ticket = sent.ticket()
                .flatMap(tickets::verify)
                .filter(signed -> AuthenticateBrowser.holds(signed, sent.cookie()));
        if (ticket.isEmpty() || !limits.verifiesFirst(Attempt.CREATE, Actor.at(sent.ip()))) {
            return Optional.empty();
        }
        try {
            RequestSource source = sent.source(ticket.get());
            return browsers.verifyFirst(sent.browserRequest(ticket.get()))
                    .map(browser -> new Verified(ticket.get(), browser, source));
        } catch (ProblemException refused) {
            return Optional.empty();
        }
    }

    private Uni<IssuedChallenge> issueInOneStep(Verified verified, Instant now) {
        Actor source = Actor.at(verified.source().ip());
        Uni<Void> sourceLimits = limits.sourceHasCapacity(Attempt.CREATE, source)
                .chain(capacity -> capacity ? Uni.createFrom().voidItem() : refuseOverLimit(source));
        return issue.issue(verified.ticket(), verified.browser(), verified.source(), sourceLimits, now);
    }

    /** Records the refusal, and says when there will be capacity. */
    private Uni<Void> refuseOverLimit(Actor source) {
        return limits.beforeAuthentication(Attempt.CREATE, source)
                .invoke(RateLimits.Verification::end)
                .chain(() -> Uni.createFrom()
                        .failure(Problem.tooManyRequests(Duration.ofSeconds(1)).asException()));
    }

    /** The limits of the source are checked before anything is verified. The store's clock is read with them. */
    private Uni<IssuedChallenge> issueInTurn(Sent sent) {
        Uni<Instant> now = Prefetch.start(store.now());
        return limits.beforeAuthentication(Attempt.CREATE, Actor.at(sent.ip()))
                .chain(verification -> now.chain(at -> verifyAndIssue(sent, at))
                        .onTermination()
                        .invoke(verification::end));
    }

    private Uni<IssuedChallenge> verifyAndIssue(Sent sent, Instant now) {
        LoginTicket ticket = requireTicket(sent);
        RequestSource source = sent.source(ticket);
        return Uni.createFrom()
                .item(() -> browsers.verify(sent.browserRequest(ticket)))
                .onFailure(InvalidProofException.class)
                .recoverWithUni(invalid -> limits.afterAuthentication(Attempt.CREATE, source.actor())
                        .chain(() -> Uni.createFrom().failure(invalid)))
                .chain(browser ->
                        issue.issue(ticket, browser, source, Uni.createFrom().voidItem(), now));
    }

    private LoginTicket requireTicket(Sent sent) {
        LoginTicket ticket = sent.ticket()
                .flatMap(tickets::verify)
                .orElseThrow(() -> refused(RefusalReason.WRONG_TICKET, sent.ip()));
        if (!AuthenticateBrowser.holds(ticket, sent.cookie())) {
            throw refused(RefusalReason.WRONG_COOKIE, sent.ip());
        }
        return ticket;
    }

    private ProblemException refused(RefusalReason reason, String ip) {
        refusals.record(Attempt.CREATE, reason, Actor.at(ip));
        return RefusalProblems.of(Attempt.CREATE, reason).asException();
    }
}
