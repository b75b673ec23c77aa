package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeApproved;
import io.doorway.protocol.event.ChallengeRejected;
import io.doorway.protocol.secret.SecretBytes;
import java.time.Instant;

/**
 * One credential has claimed the challenge and its person decides.
 *
 * @param frameKey kept so that the same phone, its answer lost on the way, may ask again with the frame it scanned
 * @param scan who claimed it
 */
public record Scanned(ChallengeId id, long version, Asked asked, SecretBytes frameKey, Scan scan, Instant deadline)
        implements Open {

    /** The person agreed; the signature over the transcript has been verified. */
    public Decision<Approved> approve(Approval approval) {
        Instant consumeBy = approval.at().plus(asked.timing().consumeWithin());
        Approved next = new Approved(id, version + 1, asked, scan, approval, consumeBy);
        return new Decision<>(next, ChallengeApproved.of(next));
    }

    /** The person refused. */
    public Decision<Rejected> reject(RejectReason reason, Instant at) {
        Rejected next = new Rejected(id, version + 1, asked, scan, reason, at);
        return new Decision<>(next, ChallengeRejected.of(next));
    }
}
