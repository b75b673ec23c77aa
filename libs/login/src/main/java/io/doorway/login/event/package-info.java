/** The id, the time and the trace of an event that is not a transition of a challenge. */
@NullMarked
package io.doorway.login.event;

import org.jspecify.annotations.NullMarked;
