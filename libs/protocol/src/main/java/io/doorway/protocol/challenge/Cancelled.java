package io.doorway.protocol.challenge;

import java.time.Instant;

/** Someone gave up before the end. Nothing leaves this state. */
public record Cancelled(ChallengeId id, long version, Asked asked, Canceller by, Instant at) implements Challenge {}
