/**
 * How often a stranger, a device or a client may ask: one table ({@link io.doorway.edge.limit.Limit}), enforced for every service
 * at once.
 *
 * <p>A request passes two gates. At the door, before anything is read or verified, the address that it comes from is asked about;
 * then, when it has turned out who asks, the client, the credential and the account. Each gate is one atomic step: all its limits
 * have room, or the attempt counts on none of them.
 */
@NullMarked
package io.doorway.edge.limit;

import org.jspecify.annotations.NullMarked;
