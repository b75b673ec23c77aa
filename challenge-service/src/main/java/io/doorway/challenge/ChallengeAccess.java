package io.doorway.challenge;

import io.doorway.login.browser.AuthenticateBrowser;
import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.problem.ProblemException;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Restricts every call about a challenge to the browser that the challenge is bound to. */
@Singleton
public class ChallengeAccess {

    private final AuthenticateBrowser browsers;
    private final Refusals refusals;

    ChallengeAccess(AuthenticateBrowser browsers, Refusals refusals) {
        this.browsers = browsers;
        this.refusals = refusals;
    }

    /**
     * A page's call about one challenge. Nothing of it is verified.
     *
     * @param id the challenge id in the path, as sent
     * @param request the call
     */
    public record ChallengeCall(String id, BrowserRequest request) {

        /** @param path the path on the public origin, in which {@code %s} stands for the id */
        public static ChallengeCall of(
                Attempt attempt,
                String path,
                String id,
                @Nullable String cookie,
                @Nullable String proof,
                HttpServerRequest http) {
            Actor source = Actor.at(ClientAddress.of(http));
            Actor actor = ChallengeId.parse(id).map(source::on).orElse(source);
            return new ChallengeCall(
                    id, new BrowserRequest(attempt, actor, http.method().name(), path.formatted(id), cookie, proof));
        }
    }

    /**
     * The browser that made the call, once its cookie and its key proof are verified. A malformed id is refused first, because no proof
     * can name it.
     */
    public Uni<AuthenticatedBrowser> authenticate(ChallengeCall call) {
        id(call);
        return browsers.authenticateWithCookie(call.request());
    }

    /** The id in the path; throws the problem of an unknown challenge if it is malformed. */
    public ChallengeId id(ChallengeCall call) {
        return ChallengeId.parse(call.id()).orElseThrow(() -> problem(call, RefusalReason.UNKNOWN_CHALLENGE, null));
    }

    /** Records the refusal and makes the problem that answers it. */
    public ProblemException problem(ChallengeCall call, RefusalReason reason, @Nullable Challenge challenge) {
        BrowserRequest request = call.request();
        refusals.record(request.attempt(), reason, request.actor().on(challenge));
        return RefusalProblems.of(request.attempt(), reason).asException();
    }
}
