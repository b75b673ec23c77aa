/** Errors as RFC 9457 problems, mapped once. */
@NullMarked
package io.doorway.edge.problem;

import org.jspecify.annotations.NullMarked;
