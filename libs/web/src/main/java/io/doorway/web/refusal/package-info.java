/** Refused attempts: they are counted here, and {@link io.doorway.web.refusal.Refusals.RefusalListener}s publish or count them further. */
@NullMarked
package io.doorway.web.refusal;

import org.jspecify.annotations.NullMarked;
