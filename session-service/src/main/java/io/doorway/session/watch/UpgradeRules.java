package io.doorway.session.watch;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.config.Issuer;
import io.doorway.edge.limit.Limits;
import io.doorway.edge.problem.Problem;
import io.doorway.edge.problem.ProblemException;
import io.doorway.edge.refusal.Refusals;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may open a socket at all: a page of our own origin, in a browser that has a binding cookie. WebSockets know no same-origin
 * policy, so that any website could open one with the person's cookie (cross-site WebSocket hijacking); the Origin header is
 * what a foreign page cannot choose.
 */
@ApplicationScoped
class UpgradeRules implements HttpUpgradeCheck {

    /** What the socket keeps of the request that opened it. */
    static final TypedKey<String> COOKIE = TypedKey.forString("cookie");

    static final TypedKey<String> SOURCE = TypedKey.forString("source");

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Issuer issuer;
    private final Refusals refusals;
    private final Limits limits;

    UpgradeRules(Issuer issuer, Refusals refusals, Limits limits) {
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
        HttpServerRequest request = context.httpRequest();
        if (!issuer.toString().equals(request.getHeader(HttpHeaders.ORIGIN))) {
            return reject(id.get(), RefusalReason.WRONG_ORIGIN, request);
        }
        Cookie cookie = request.getCookie(BindingCookie.NAME);
        if (cookie == null || BindingCookie.parse(cookie.getValue()).isEmpty()) {
            return reject(id.get(), RefusalReason.WRONG_COOKIE, request);
        }
        context.userData().put(COOKIE, cookie.getValue());
        String source = request.remoteAddress().hostAddress();
        context.userData().put(SOURCE, source);
        return limits.atTheDoor(Attempt.WATCH, Refusals.Who.at(source).on(id.get()))
                .replaceWith(CheckResult::permitUpgradeSync)
                .onFailure(ProblemException.class)
                .recoverWithItem(e -> tooMany(((ProblemException) e).problem()));
    }

    private static CheckResult tooMany(Problem problem) {
        return CheckResult.rejectUpgradeSync(
                problem.status(), Map.of("Retry-After", List.of(Long.toString(problem.retryAfter()))));
    }

    private Uni<CheckResult> reject(ChallengeId id, RefusalReason reason, HttpServerRequest request) {
        refusals.record(
                Attempt.WATCH,
                reason,
                Refusals.Who.at(request.remoteAddress().hostAddress()).on(id));
        return CheckResult.rejectUpgrade(FORBIDDEN);
    }
}
