/** The contract of the store without a server: the reference that the conformance suite and the simulation use. */
@NullMarked
package io.doorway.store.memory;

import org.jspecify.annotations.NullMarked;
