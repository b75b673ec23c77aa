/** Changes to challenges that phones ask for. */
@NullMarked
package io.doorway.approval.change;

import org.jspecify.annotations.NullMarked;
