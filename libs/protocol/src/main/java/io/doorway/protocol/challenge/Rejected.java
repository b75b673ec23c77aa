package io.doorway.protocol.challenge;

import java.time.Instant;

/** The person refused. Nothing leaves this state. */
public record Rejected(ChallengeId id, long version, Asked asked, Scan scan, RejectReason reason, Instant at)
        implements Challenge {}
