package io.doorway.session.provider.sso;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.provider.sso.LoginSessions.LoginSession;
import io.doorway.web.config.Issuer;
import io.doorway.web.hardening.HostCookie;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.problem.Problem;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The endpoints that a browser with Device Bound Session Credentials calls by itself: it binds a session to its device, and proves the device again. */
@Path(DeviceSessionResource.PATH)
@Tag(name = "Login page")
class DeviceSessionResource {
    static final String PATH = "/login/device-session";

    private static final String REFRESH = "refresh";
    private static final String BOUND_PATH = "/login/single-sign-on";
    private static final String PROOF = "Secure-Session-Response";
    private static final Problem PROOF_REQUIRED = Problem.of(
            403,
            "device-proof-required",
            "Sign the challenge in Secure-Session-Challenge with the key of the session.");

    private final LoginSessions sessions;
    private final DeviceBinding binding;
    private final Refusals refusals;
    private final Issuer issuer;

    DeviceSessionResource(LoginSessions sessions, DeviceBinding binding, Refusals refusals, Issuer issuer) {
        this.sessions = sessions;
        this.binding = binding;
        this.refusals = refusals;
        this.issuer = issuer;
    }

    /** What the browser has to know about the session (section "Session instructions"). */
    record Instructions(
            @JsonProperty("session_identifier") String session,
            @JsonProperty("refresh_url") String refreshUrl,
            Scope scope,
            List<BoundCookie> credentials) {}

    /** The requests that wait until the browser has a cookie that is valid. */
    record Scope(
            String origin,
            @JsonProperty("include_site") boolean includesSite,
            @JsonProperty("scope_specification") List<Rule> rules) {}

    record Rule(String type, String domain, String path) {}

    record BoundCookie(String type, String name, String attributes) {}

    @POST
    @RateLimited(Attempt.CONSUME)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Bind the session of the browser to a key of its device (Device Bound Session Credentials)",
            description = "The proof of the new key is in Secure-Session-Response")
    @APIResponse(responseCode = "200", description = "The session instructions, and the cookie that shows the proof")
    @APIResponse(responseCode = "401", description = "invalid-proof")
    public Uni<Response> bind(
            @CookieParam(SessionCookie.NAME) @Nullable String sessionCookie,
            @HeaderParam(PROOF) @Nullable String proof,
            @Context HttpServerRequest connection) {
        Optional<SessionCookie> session = SessionCookie.parse(sessionCookie);
        Optional<ECKey> key = DeviceProof.parse(proof)
                .filter(sent -> session.isPresent() && binding.isAccepted(sent.challenge(), session.get()))
                .flatMap(DeviceProof::newKey);
        if (session.isEmpty() || key.isEmpty()) {
            return Uni.createFrom().item(refusal(connection));
        }
        return sessions.bind(session.get(), key.get())
                .map(bound -> bound.map(id -> proven(id, key.get())).orElseGet(() -> refusal(connection)));
    }

    @POST
    @Path(REFRESH)
    @RateLimited(Attempt.CONSUME)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Prove the key of the device again (Device Bound Session Credentials)",
            description =
                    "Without Secure-Session-Response, or with an old challenge in it, the answer has the challenge for it")
    @APIResponse(responseCode = "200", description = "The session instructions, and a new cookie")
    @APIResponse(responseCode = "401", description = "invalid-proof: the browser forgets the binding")
    @APIResponse(responseCode = "403", description = "device-proof-required, with Secure-Session-Challenge")
    public Uni<Response> prove(
            @CookieParam(SessionCookie.NAME) @Nullable String sessionCookie,
            @HeaderParam("Sec-Secure-Session-Id") @Nullable String id,
            @HeaderParam(PROOF) @Nullable String proof,
            @Context HttpServerRequest connection) {
        Optional<SessionCookie> cookie = SessionCookie.parse(sessionCookie);
        // Scripts cannot send the identifier (Sec-): a request without it is not the browser's, and learns nothing from
        // the time of a search.
        Uni<Optional<LoginSession>> found = cookie.filter(sent -> id != null)
                .map(sessions::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return found.map(session -> {
            ECKey key = session.filter(of -> isNamed(id, of.id()))
                    .map(LoginSession::deviceKey)
                    .orElse(null);
            return key == null ? refusal(connection) : prove(session.get().id(), key, cookie.get(), proof, connection);
        });
    }

    private Response prove(
            SessionId session, ECKey key, SessionCookie cookie, @Nullable String proof, HttpServerRequest connection) {
        if (proof == null) {
            return proofRequired(session, cookie);
        }
        return DeviceProof.parse(proof)
                .filter(sent -> sent.isSignedBy(key))
                .map(sent -> binding.isAccepted(sent.challenge(), cookie)
                        ? proven(session, key)
                        : proofRequired(session, cookie))
                .orElseGet(() -> refusal(connection));
    }

    /** Also the answer to an old challenge, which the browser may have kept since the last time. A refusal would end the binding. */
    private Response proofRequired(SessionId session, SessionCookie cookie) {
        return Response.fromResponse(PROOF_REQUIRED.asResponse())
                .header("Secure-Session-Challenge", "\"%s\";id=\"%s\"".formatted(binding.challenge(cookie), session))
                .build();
    }

    /** A browser that logged in again has another session than the one that it refreshes. */
    private static boolean isNamed(@Nullable String sent, SessionId session) {
        return sent != null && DeviceProof.unquoted(sent).equals(session.value());
    }

    private Response proven(SessionId session, ECKey key) {
        return Response.ok(instructions(session), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(binding.cookie(session, key))
                .build();
    }

    private Instructions instructions(SessionId session) {
        return new Instructions(
                session.value(),
                PATH + "/" + REFRESH,
                new Scope(
                        issuer.uri().toString(),
                        false,
                        List.of(new Rule("exclude", "*", "/"), new Rule("include", "*", BOUND_PATH))),
                List.of(new BoundCookie("cookie", DeviceBinding.COOKIE, HostCookie.ATTRIBUTES)));
    }

    private Response refusal(HttpServerRequest connection) {
        refusals.record(Attempt.CONSUME, RefusalReason.WRONG_BROWSER_KEY, Actor.at(ClientAddress.of(connection)));
        return RefusalProblems.INVALID_PROOF.asResponse();
    }
}
