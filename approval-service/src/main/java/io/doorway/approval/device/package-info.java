/** A person's devices, managed from one of them. */
@NullMarked
package io.doorway.approval.device;

import org.jspecify.annotations.NullMarked;
