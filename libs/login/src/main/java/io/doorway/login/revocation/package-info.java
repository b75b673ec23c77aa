/**
 * The revocation list: what approval-service revokes, and session-service checks at every step after an approval.
 *
 * <p>Only services write and read it. It fails closed: without an answer of Redis every step is refused.
 */
@NullMarked
package io.doorway.login.revocation;

import org.jspecify.annotations.NullMarked;
