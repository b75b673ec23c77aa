package io.doorway.approval.phone;

import io.doorway.approval.credential.Credential;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.Recent;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The credentials that have scanned challenges at this instance, as PostgreSQL had them then. An approval that uses one checks the revocation
 * list in the step in which it is committed, so that an account or a device that was revoked since approves nothing.
 */
@Singleton
public class ScanningCredentials {
    private static final int MAX = 10_000;

    private final Recent<ChallengeId, Credential> scanned = new Recent<>(MAX);

    /** The credential has scanned the challenge. */
    public void put(ChallengeId id, Credential credential) {
        scanned.put(id, credential);
    }

    /** The credential that has scanned the challenge, once. */
    public Optional<Credential> take(ChallengeId id) {
        return scanned.take(id);
    }
}
