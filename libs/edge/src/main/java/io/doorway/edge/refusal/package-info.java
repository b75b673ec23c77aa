/** Refused attempts, told to the audit. */
@NullMarked
package io.doorway.edge.refusal;

import org.jspecify.annotations.NullMarked;
