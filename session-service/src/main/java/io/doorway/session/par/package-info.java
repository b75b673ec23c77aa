/**
 * Requests that a client pushes before it sends the browser (RFC 9126): authenticated, and out of the person's and the browser's
 * reach. The first browser that opens one keeps it.
 */
@NullMarked
package io.doorway.session.par;

import org.jspecify.annotations.NullMarked;
