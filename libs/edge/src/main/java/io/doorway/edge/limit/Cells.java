package io.doorway.edge.limit;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Counts attempts by the generic cell rate algorithm (GCRA; ITU-T I.371 annex A): of each subject one instant is kept, at which it
 * would be quiet again if it kept to its rate, and an attempt that would put that instant more than a period into the future is
 * refused. One number per subject whatever the rate, no window at whose edge twice as many fit, and the time to wait is exact.
 *
 * <p>Of any number who take at once, as many are admitted as there is room for. A store that does not answer is a failure, never
 * a pass.
 */
interface Cells {

    /**
     * One limit of one subject.
     *
     * @param limit the line of the table
     * @param key who it is; keys that are taken together have one hash tag
     * @param rate how often
     * @param counts whether the attempt is one more; else there must only be room for one
     */
    record Cell(Limit limit, String key, Rate rate, boolean counts) {}

    /**
     * There is no room.
     *
     * @param limit the line of the table that asks to wait longest
     * @param after how long there is room on it
     */
    record Full(Limit limit, Duration after) {}

    /** Counts one attempt on all of them, or on none if one is full. */
    Uni<Optional<Full>> take(List<Cell> cells);

    /** How long until the subject is quiet again; from zero up to the period of its rate. */
    Uni<Duration> unrest(String key);
}
