/**
 * ES256 by a native library, as a provider of the Java Cryptography Architecture. Whoever verifies or signs asks the JCA as before; no
 * code depends on which implementation answers.
 */
@NullMarked
package io.doorway.protocol.signature;

import org.jspecify.annotations.NullMarked;
