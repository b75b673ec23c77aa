/**
 * Compact JWSs (RFC 7515) as clients send them: phone messages, DPoP proofs and operator tokens. Whoever holds a key can sign
 * anything with it here, well-formed or not; nothing is verified.
 */
@NullMarked
package io.doorway.clients.jws;

import org.jspecify.annotations.NullMarked;
