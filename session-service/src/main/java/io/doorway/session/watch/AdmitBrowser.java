package io.doorway.session.watch;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.config.Issuer;
import io.doorway.edge.proof.BrowserKey;
import io.doorway.edge.proof.BrowserProofs;
import io.doorway.edge.proof.ProofRefused;
import io.doorway.edge.refusal.Refusals;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Loaded;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides who may watch a challenge: the browser that holds its cookie and its key. */
@ApplicationScoped
class AdmitBrowser {

    private final BrowserProofs proofs;
    private final ChallengeStore store;
    private final Refusals refusals;
    private final Issuer issuer;

    AdmitBrowser(BrowserProofs proofs, ChallengeStore store, Refusals refusals, Issuer issuer) {
        this.proofs = proofs;
        this.store = store;
        this.refusals = refusals;
        this.issuer = issuer;
    }

    /**
     * Who asks, as sent.
     *
     * @param cookie the binding cookie, or null
     * @param proof the DPoP proof for this address, or null
     * @param source the address that the request came from
     */
    record Visitor(@Nullable String cookie, @Nullable String proof, String source) {}

    /**
     * Checks proof, challenge, cookie and key, in this order.
     *
     * @param beforeReading run when the proof is good and before the state is read: the moment to subscribe
     */
    Uni<Admission> admit(ChallengeId id, Visitor visitor, Runnable beforeReading) {
        return proofs.verify(visitor.proof(), "GET", issuer.at("/login/" + id + "/events"))
                .invoke(beforeReading)
                .chain(key -> store.load(id).map(found -> judge(found, visitor.cookie(), key)))
                .onFailure(ProofRefused.class)
                .recoverWithItem(refused -> new Admission.Unproven((ProofRefused) refused))
                .invoke(admission -> {
                    switch (admission) {
                        case Admission.Granted granted -> {}
                        case Admission.Unproven no -> refused(id, no.why().reason(), visitor.source());
                        case Admission.Unknown no -> refused(id, no.reason(), visitor.source());
                    }
                });
    }

    /** Tells the audit of an attempt that did not get as far as {@link #admit}. */
    void refused(ChallengeId id, RefusalReason reason, String source) {
        refusals.record(Attempt.WATCH, reason, Refusals.Who.at(source).on(id));
    }

    private static Admission judge(Optional<Loaded> found, @Nullable String cookie, BrowserKey key) {
        if (found.isEmpty()) {
            return new Admission.Unknown(RefusalReason.UNKNOWN_CHALLENGE);
        }
        Loaded loaded = found.get();
        Browser browser = loaded.challenge().asked().browser();
        boolean sameCookie = BindingCookie.parse(cookie)
                .filter(sent -> sent.hash().equals(browser.cookieHash()))
                .isPresent();
        if (!sameCookie) {
            return new Admission.Unknown(RefusalReason.WRONG_COOKIE);
        }
        if (!key.thumbprint().equals(browser.keyThumbprint())) {
            return new Admission.Unknown(RefusalReason.WRONG_BROWSER_KEY);
        }
        return hopeless(loaded) ? new Admission.Unknown(RefusalReason.STORE_CHANGED) : new Admission.Granted(loaded);
    }

    /** Open, but in a store that may have forgotten how it went on: no approval will be accepted. */
    static boolean hopeless(Loaded loaded) {
        return !loaded.sameStore() && loaded.challenge() instanceof Open;
    }
}
