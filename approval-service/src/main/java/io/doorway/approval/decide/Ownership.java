package io.doorway.approval.decide;

import io.doorway.approval.credential.Credential;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.Verdict;

/** Whose a challenge is to decide: the credential's that scanned it. Everyone else is told that there is none. */
enum Ownership {
    NOBODYS(RefusalReason.UNKNOWN_CHALLENGE),
    ANOTHERS(RefusalReason.CLAIMED);

    private final RefusalReason reason;

    Ownership(RefusalReason reason) {
        this.reason = reason;
    }

    static boolean isOf(Credential credential, Scan scan) {
        return scan.credential().equals(credential.id());
    }

    /** A challenge that has ended says so to its own credential alone. */
    static <R> Verdict<R> closed(Credential credential, Scan scan) {
        return isOf(credential, scan) ? new Verdict.Refuse<>(RefusalReason.WRONG_STATE) : ANOTHERS.refuse();
    }

    <R> Verdict<R> refuse() {
        return new Verdict.Refuse<>(reason);
    }
}
