/** The challenge store as beans. */
@NullMarked
package io.doorway.edge.store;

import org.jspecify.annotations.NullMarked;
