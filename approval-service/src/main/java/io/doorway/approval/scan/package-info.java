/** A phone has seen a QR code and claims the challenge that it points to. */
@NullMarked
package io.doorway.approval.scan;

import org.jspecify.annotations.NullMarked;
