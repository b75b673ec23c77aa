package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeEvent;

/**
 * The result of a transition. The store commits both parts or neither.
 *
 * @param next the next state
 * @param event the event of the transition
 */
public record Transition<S extends Challenge>(S next, ChallengeEvent event) {

    public Transition {
        if (!event.challengeId().equals(next.id()) || event.version() != next.version()) {
            throw new IllegalArgumentException("the event belongs to another transition");
        }
    }
}
