package io.doorway.session.login.watch;

import io.doorway.login.browser.BindingCookie;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.StoreUnavailableException;
import io.doorway.web.config.Issuer;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.problem.Problem;
import io.doorway.web.problem.ProblemException;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accepts a WebSocket only from a page of the issuer's origin, in a browser with a binding cookie. The same-origin policy does not apply to
 * WebSockets, so any website could open one with the person's cookie (cross-site WebSocket hijacking). A page cannot choose the Origin
 * header.
 */
@Singleton
class SameOriginUpgradeCheck implements HttpUpgradeCheck {

    /** The binding cookie of the upgrade request. */
    static final TypedKey<String> COOKIE = TypedKey.forString("cookie");

    /** The address that sent the upgrade request. */
    static final TypedKey<String> SOURCE = TypedKey.forString("source");

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Issuer issuer;
    private final Refusals refusals;
    private final RateLimits limits;

    SameOriginUpgradeCheck(Issuer issuer, Refusals refusals, RateLimits limits) {
        this.issuer = issuer;
        this.refusals = refusals;
        this.limits = limits;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return WatchSocket.ENDPOINT.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        Optional<ChallengeId> id = ChallengeId.parse(context.pathParam("id"));
        if (id.isEmpty()) {
            return CheckResult.rejectUpgrade(NOT_FOUND);
        }
        Actor actor = Actor.at(ClientAddress.of(context.httpRequest())).on(id.get());
        Cookie cookie = context.httpRequest().getCookie(BindingCookie.NAME);
        String binding = cookie == null ? "" : cookie.getValue();
        return refusal(context.httpRequest(), binding)
                .map(reason -> refuse(actor, reason))
                .orElseGet(() -> permit(context, binding, actor));
    }

    /** The hello of the socket is counted, with the read of the challenge. */
    private static Uni<CheckResult> permit(HttpUpgradeContext context, String binding, Actor actor) {
        context.userData().put(COOKIE, binding);
        context.userData().put(SOURCE, actor.source());
        return CheckResult.permitUpgrade();
    }

    /** Counted before it is recorded, so that a flood of such refusals is limited as every other one. */
    private Uni<CheckResult> refuse(Actor actor, RefusalReason reason) {
        return limits.beforeAuthentication(Attempt.WATCH, actor)
                .map(verification -> {
                    verification.end();
                    refusals.record(Attempt.WATCH, reason, actor);
                    return CheckResult.rejectUpgradeSync(FORBIDDEN);
                })
                .onFailure(ProblemException.class)
                .recoverWithItem(e -> refused(((ProblemException) e).problem()))
                .onFailure(StoreUnavailableException.class)
                .recoverWithItem(() -> refused(Problem.unavailable()));
    }

    private Optional<RefusalReason> refusal(HttpServerRequest request, String binding) {
        if (!issuer.toString().equals(request.getHeader(HttpHeaders.ORIGIN))) {
            return Optional.of(RefusalReason.WRONG_ORIGIN);
        }
        return BindingCookie.parse(binding).isEmpty() ? Optional.of(RefusalReason.WRONG_COOKIE) : Optional.empty();
    }

    private static CheckResult refused(Problem problem) {
        return CheckResult.rejectUpgradeSync(
                problem.status(), Map.of("Retry-After", List.of(Long.toString(problem.retryAfter()))));
    }
}
