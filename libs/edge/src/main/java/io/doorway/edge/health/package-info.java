/** Readiness: whether what a service depends on answers. */
@NullMarked
package io.doorway.edge.health;

import org.jspecify.annotations.NullMarked;
