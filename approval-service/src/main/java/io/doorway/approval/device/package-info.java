/** A person's devices, managed from one of them, and the way of their events to Kafka. */
@NullMarked
package io.doorway.approval.device;

import org.jspecify.annotations.NullMarked;
