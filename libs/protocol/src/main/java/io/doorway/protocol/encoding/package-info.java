/** Base64url, base 32 and SHA-256 as the protocol uses them. */
@NullMarked
package io.doorway.protocol.encoding;

import org.jspecify.annotations.NullMarked;
