package io.doorway.edge.browser;

import io.doorway.edge.config.Issuer;
import io.doorway.edge.proof.BrowserProofs;
import io.doorway.edge.proof.ProofRefused;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Asks a request for both things that a challenge is bound to: the cookie and a proof of the page's key. */
@ApplicationScoped
public class ProveBrowser {

    private final BrowserProofs proofs;
    private final Issuer issuer;

    ProveBrowser(BrowserProofs proofs, Issuer issuer) {
        this.proofs = proofs;
        this.issuer = issuer;
    }

    /**
     * @param cookie the value of the binding cookie, or null
     * @param proof the {@code DPoP} header, or null
     * @param method the request's method
     * @param path the request's path on the public origin
     * @return who asks; fails with {@link ProofRefused} for anything less than both
     */
    public Uni<ProvenBrowser> by(@Nullable String cookie, @Nullable String proof, String method, String path) {
        return BindingCookie.parse(cookie)
                .map(sent -> proofs.verify(proof, method, issuer.at(path))
                        .map(key -> new ProvenBrowser(sent.hash(), key.thumbprint())))
                .orElseGet(() -> Uni.createFrom().failure(new ProofRefused(RefusalReason.WRONG_COOKIE)));
    }
}
