package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeApproved;
import io.doorway.protocol.event.ChallengeRejected;
import io.doorway.protocol.secret.SecretBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One credential has claimed the challenge and its person decides.
 *
 * @param frameKey kept so that the same phone, its answer lost on the way, may ask again with the frame it scanned
 * @param scan who claimed it
 */
public record Scanned(ChallengeId id, long version, Asked asked, SecretBytes frameKey, Scan scan, Instant deadline)
        implements Open {

    /** The person agreed, with nothing new known since the scan. */
    public Decision<Approved> approve(Approval approval, @Nullable Handover handover) {
        return approve(approval, handover, Set.of());
    }

    /**
     * The person agreed; the signature over the transcript has been verified.
     *
     * @param handover what the browser will have to present, or null if nothing
     * @param late risk signals that came after the scan, so that the transcript does not hold them; the event does
     */
    public Decision<Approved> approve(Approval approval, @Nullable Handover handover, Set<RiskSignal> late) {
        Duration within = handover == null ? asked.timing().consumeWithin() : Handover.WITHIN;
        Instant consumeBy = approval.at().plus(within);
        Approved next = new Approved(id, version + 1, asked, scan.noticing(late), approval, handover, consumeBy);
        return new Decision<>(next, ChallengeApproved.of(next));
    }

    /** The person refused. */
    public Decision<Rejected> reject(RejectReason reason, Instant at) {
        Rejected next = new Rejected(id, version + 1, asked, scan, reason, at);
        return new Decision<>(next, ChallengeRejected.of(next));
    }
}
