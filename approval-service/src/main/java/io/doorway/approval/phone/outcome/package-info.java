/**
 * What became of a login after the phone has approved it: the phone that scanned it waits for the next state, for a bounded time. It only
 * reads, and the state is that of the store.
 */
@NullMarked
package io.doorway.approval.phone.outcome;

import org.jspecify.annotations.NullMarked;
