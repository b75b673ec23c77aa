package io.doorway.protocol.challenge;

import java.time.Instant;

/** A deadline passed. Nothing leaves this state. */
public record Expired(ChallengeId id, long version, Asked asked, Instant at) implements Challenge {}
