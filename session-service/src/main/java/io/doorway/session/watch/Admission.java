package io.doorway.session.watch;

import io.doorway.edge.proof.ProofRefused;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.Loaded;

/** Whether a browser may know what becomes of a challenge. */
sealed interface Admission {

    /** It may; this is the state. */
    record Granted(Loaded loaded) implements Admission {}

    /** It proves nothing, whatever the challenge. */
    record Unproven(ProofRefused why) implements Admission {}

    /** There is no such challenge, or it is another browser's: one answer. The reason is for the audit. */
    record Unknown(RefusalReason reason) implements Admission {}
}
