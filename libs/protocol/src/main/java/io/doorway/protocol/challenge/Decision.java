package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeEvent;

/**
 * What a transition decided, to be applied as one: the next state and the event that says so.
 *
 * @param next the state to store
 * @param event what happened
 */
public record Decision<S extends Challenge>(S next, ChallengeEvent event) {

    public Decision {
        if (!event.challengeId().equals(next.id()) || event.version() != next.version()) {
            throw new IllegalArgumentException("the event is of another transition");
        }
    }
}
