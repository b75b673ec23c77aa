package io.doorway.protocol.challenge;

/**
 * The browser has its authorization code. Nothing leaves this state.
 *
 * @param scan who claimed it
 * @param approval what was agreed
 * @param consumption what the browser got
 */
public record Consumed(ChallengeId id, long version, Asked asked, Scan scan, Approval approval, Consumption consumption)
        implements Challenge {}
