/**
 * What happened, for those who must find out: every event of Doorway as an OCSF record, on a topic, in a searchable table, in a
 * live feed and in a console.
 *
 * <p>{@code intake} reads the fact topics and makes each event durable in two places, {@code ocsf} says what an event means to a
 * security team, {@code search} and {@code feed} answer operators, and nobody but operators with the role {@code security}. The
 * fact topics are trusted to be written by Doorway's services alone, yet a record that cannot be read stops nothing.
 */
@NullMarked
package io.doorway.audit;

import org.jspecify.annotations.NullMarked;
