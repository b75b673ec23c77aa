/** What must not be configured in production. */
@NullMarked
package io.doorway.edge.safety;

import org.jspecify.annotations.NullMarked;
