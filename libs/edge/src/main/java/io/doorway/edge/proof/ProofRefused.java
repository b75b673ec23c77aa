package io.doorway.edge.proof;

import io.doorway.edge.problem.Problem;
import io.doorway.protocol.event.RefusalReason;

/** A proof that proves nothing. The reason is for the audit; the asker learns only that the proof was not accepted. */
public final class ProofRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    public ProofRefused(RefusalReason reason) {
        super(reason.wireName(), null, false, false);
        this.reason = reason;
    }

    public RefusalReason reason() {
        return reason;
    }

    /** What the asker is told. */
    public Problem problem() {
        return Problem.of(
                401, "invalid-proof", "The cookie or the DPoP proof is missing, malformed or was used before.");
    }
}
