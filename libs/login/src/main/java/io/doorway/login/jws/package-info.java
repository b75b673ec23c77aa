/**
 * The reader of every JWS that a client signs: the messages of phones and the DPoP proofs of browsers.
 *
 * <p>What arrives is untrusted text. {@link io.doorway.login.jws.StrictJws} parses it and verifies a signature by a given key; which
 * header members, type, payload and key are acceptable is decided by the caller's list of checks.
 */
@NullMarked
package io.doorway.login.jws;

import org.jspecify.annotations.NullMarked;
