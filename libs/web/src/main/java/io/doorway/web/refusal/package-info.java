/**
 * Refused attempts: they are counted here, and {@link io.doorway.web.refusal.Refusals.RefusalListener}s publish or count them further.
 *
 * <p>{@link io.doorway.web.refusal.RefusalPublisher} publishes the reason itself, of which the answer may contain less.
 */
@NullMarked
package io.doorway.web.refusal;

import org.jspecify.annotations.NullMarked;
