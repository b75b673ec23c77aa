/**
 * The commits of the services that consume events. A service configures a channel with {@code commit-strategy=throttled-with-retry}. No
 * record is read here: that is the task of {@code io.doorway.protocol.record}.
 */
@NullMarked
package io.doorway.consumer;

import org.jspecify.annotations.NullMarked;
