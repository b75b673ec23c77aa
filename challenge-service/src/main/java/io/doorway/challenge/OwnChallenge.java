package io.doorway.challenge;

import io.doorway.edge.browser.ProveBrowser;
import io.doorway.edge.browser.ProvenBrowser;
import io.doorway.edge.problem.Problem;
import io.doorway.edge.problem.ProblemException;
import io.doorway.edge.proof.ProofRefused;
import io.doorway.edge.refusal.Refusals;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What a page may do with a challenge, it may do with its own alone. */
@ApplicationScoped
public class OwnChallenge {

    private final ProveBrowser prove;
    private final Refusals refusals;

    OwnChallenge(ProveBrowser prove, Refusals refusals) {
        this.prove = prove;
        this.refusals = refusals;
    }

    /**
     * A page's request about a challenge.
     *
     * @param attempt what it wants
     * @param id which challenge the address names, as sent
     * @param method the HTTP method
     * @param path the path on the public origin
     * @param cookie the binding cookie as sent, or null
     * @param proof the DPoP header as sent, or null
     * @param ip where it came from
     */
    public record Request(
            Attempt attempt,
            String id,
            String method,
            String path,
            @Nullable String cookie,
            @Nullable String proof,
            String ip) {

        Refusals.Who who() {
            Refusals.Who who = Refusals.Who.at(ip);
            return ChallengeId.parse(id).map(who::on).orElse(who);
        }
    }

    /** Who asks, after cookie and proof were verified; a refusal is recorded. */
    public Uni<ProvenBrowser> prove(Request request) {
        return prove.by(request.cookie(), request.proof(), request.method(), request.path())
                .onFailure(ProofRefused.class)
                .invoke(e -> refusals.record(request.attempt(), ((ProofRefused) e).reason(), request.who()));
    }

    /** The id in the address, or the answer for a challenge that does not exist. */
    public ChallengeId id(Request request) {
        return ChallengeId.parse(request.id())
                .orElseThrow(() -> refuse(request, RefusalReason.UNKNOWN_CHALLENGE, null));
    }

    /** Records the refusal and says to the asker what it may know. */
    public ProblemException refuse(Request request, RefusalReason reason, @Nullable Challenge challenge) {
        refusals.record(request.attempt(), reason, request.who().on(challenge));
        return (switch (reason) {
                    case WRONG_STATE, EXPIRED, STORE_CHANGED ->
                        Problem.of(409, "challenge-closed", "This challenge is over. Ask for a new one.");
                    case CONTENDED -> Problem.unavailable();
                    default -> Problem.challengeNotFound();
                })
                .asException();
    }

    /** Why this browser does not own the challenge, or null if it does. */
    public static @Nullable RefusalReason notOwned(ProvenBrowser browser, Challenge challenge) {
        if (browser.owns(challenge)) {
            return null;
        }
        boolean cookie = browser.cookieHash().equals(challenge.asked().browser().cookieHash());
        return cookie ? RefusalReason.WRONG_BROWSER_KEY : RefusalReason.WRONG_COOKIE;
    }
}
