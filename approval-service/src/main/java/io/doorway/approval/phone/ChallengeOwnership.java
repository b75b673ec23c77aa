package io.doorway.approval.phone;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import java.util.Optional;

/**
 * Only the credential that scanned a challenge decides it and learns its state. To every other credential the challenge does not exist, whatever its state:
 * both refusals have the same response as an unknown challenge.
 */
public final class ChallengeOwnership {

    private ChallengeOwnership() {}

    /** Why the credential learns nothing about the challenge; empty if it has claimed it. */
    public static Optional<RefusalReason> refusal(Challenge challenge, CredentialId credential) {
        Scan claim = challenge.claim();
        if (claim == null) {
            return Optional.of(RefusalReason.UNKNOWN_CHALLENGE);
        }
        return claim.credential().equals(credential) ? Optional.empty() : Optional.of(RefusalReason.CLAIMED);
    }
}
