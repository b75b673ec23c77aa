/**
 * Rate limits: one table ({@link io.doorway.web.limit.RateLimit}) for all services.
 *
 * <p>A request is checked twice. Before anything of it is read or verified, it is counted for its source address. After its actor is
 * known, it is counted for client, credential and account. Each check is one atomic step: either all limits of the check have capacity,
 * or the attempt is counted on none of them.
 */
@NullMarked
package io.doorway.web.limit;

import org.jspecify.annotations.NullMarked;
