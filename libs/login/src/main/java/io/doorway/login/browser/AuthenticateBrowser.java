package io.doorway.login.browser;

import io.doorway.login.ticket.LoginTicket;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.config.Issuer;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides whether a request comes from the browser that a challenge or a login ticket is bound to.
 *
 * <p>A browser is identified by two values: the {@linkplain BindingCookie binding cookie} and the key of its page, proved by
 * DPoP (RFC 9449). {@link #authenticate} verifies the proof, {@link AuthenticatedBrowser#mismatch} compares both with the challenge.
 */
@Singleton
public class AuthenticateBrowser {

    private final DpopProofVerifier proofs;
    private final Issuer issuer;
    private final Refusals refusals;

    AuthenticateBrowser(DpopProofVerifier proofs, Issuer issuer, Refusals refusals) {
        this.proofs = proofs;
        this.issuer = issuer;
        this.refusals = refusals;
    }

    /**
     * A browser's request. Nothing of it is verified.
     *
     * @param attempt what the browser asks for
     * @param actor where the request comes from and which challenge it names
     * @param method the HTTP method
     * @param path the path on the public origin
     * @param cookie the value of the binding cookie, or null
     * @param proof the {@code DPoP} header, or null
     */
    public record BrowserRequest(
            Attempt attempt,
            Actor actor,
            String method,
            String path,
            @Nullable String cookie,
            @Nullable String proof) {}

    /**
     * A browser whose key proof is valid.
     *
     * @param browser its cookie and key; nothing may follow from them before {@code markUsed} has succeeded
     * @param markUsed marks the proof as used; fails with {@link InvalidProofException}, which is recorded as a refusal, if it was used before
     */
    public record VerifiedBrowser(AuthenticatedBrowser browser, Uni<Void> markUsed) {}

    /**
     * Verifies the key proof, which the caller marks as used together with its other calls to Redis. A cookie that is missing or malformed is
     * not an error here: it matches no challenge.
     *
     * @throws InvalidProofException which is recorded as a refusal
     */
    public VerifiedBrowser verify(BrowserRequest request) {
        try {
            return verified(request);
        } catch (InvalidProofException invalid) {
            record(request, invalid);
            throw invalid;
        }
    }

    /** The same before the limits of the source are checked: nothing is recorded, because {@link #verify} decides what becomes of the request. */
    public Optional<VerifiedBrowser> verifyFirst(BrowserRequest request) {
        try {
            return Optional.of(verified(request));
        } catch (InvalidProofException invalid) {
            return Optional.empty();
        }
    }

    private VerifiedBrowser verified(BrowserRequest request) {
        DpopProof proof = proofs.verify(request.proof(), request.method(), issuer.at(request.path()));
        AuthenticatedBrowser browser = new AuthenticatedBrowser(
                BindingCookie.parse(request.cookie()).map(BindingCookie::hash).orElse(null), proof.thumbprint());
        return new VerifiedBrowser(browser, markUsed(proof, request));
    }

    private Uni<Void> markUsed(DpopProof proof, BrowserRequest request) {
        return Uni.createFrom()
                .deferred(() -> proofs.markUsed(proof))
                .onFailure(InvalidProofException.class)
                .invoke(e -> record(request, (InvalidProofException) e));
    }

    /**
     * Verifies the key proof and marks it as used. A cookie that is missing or malformed is not an error here: it matches no
     * challenge.
     *
     * @return the browser's cookie and key; fails with {@link InvalidProofException}, which is recorded as a refusal
     */
    public Uni<AuthenticatedBrowser> authenticate(BrowserRequest request) {
        return Uni.createFrom()
                .item(() -> verify(request))
                .call(VerifiedBrowser::markUsed)
                .map(VerifiedBrowser::browser);
    }

    /**
     * The same for calls that require a cookie.
     *
     * @return fails with {@link InvalidProofException} if the cookie is missing or malformed, before the proof is marked as used
     */
    public Uni<AuthenticatedBrowser> authenticateWithCookie(BrowserRequest request) {
        if (BindingCookie.parse(request.cookie()).isPresent()) {
            return authenticate(request);
        }
        InvalidProofException missing = new InvalidProofException(RefusalReason.WRONG_COOKIE);
        record(request, missing);
        return Uni.createFrom().failure(missing);
    }

    /** Whether the cookie, as sent, is the one that the ticket was issued with. */
    public static boolean holds(LoginTicket ticket, @Nullable String cookie) {
        return BindingCookie.parse(cookie)
                .filter(sent -> ConstantTime.equal(sent.hash(), ticket.cookieHash()))
                .isPresent();
    }

    private void record(BrowserRequest request, InvalidProofException refused) {
        refusals.record(request.attempt(), refused.reason(), request.actor());
    }

    /**
     * The request has no valid key proof or lacks the cookie that the call requires. The reason is recorded; the response does not
     * contain it.
     */
    public static final class InvalidProofException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RefusalReason reason;

        public InvalidProofException(RefusalReason reason) {
            super(reason.wireName(), null, false, false);
            this.reason = reason;
        }

        public RefusalReason reason() {
            return reason;
        }
    }
}
