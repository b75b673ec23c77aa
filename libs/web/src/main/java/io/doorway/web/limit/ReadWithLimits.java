package io.doorway.web.limit;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.refusal.Actor;

/**
 * Reads what a request needs in any case. It begins with the check of the limits of the request's source, so that both are one round trip
 * to Redis. It changes nothing, and its result is used only if the request is admitted.
 */
public interface ReadWithLimits {

    /** @param actor the source and what the request names, none of it verified */
    void begin(Attempt attempt, Actor actor);
}
