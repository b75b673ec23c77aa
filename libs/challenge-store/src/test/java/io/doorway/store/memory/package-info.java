/** The reference implementation of the store, in memory, for tests. */
@NullMarked
package io.doorway.store.memory;

import org.jspecify.annotations.NullMarked;
