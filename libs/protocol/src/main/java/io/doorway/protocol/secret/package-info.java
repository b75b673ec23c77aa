/** Types of secret values, which are not printed and are compared in constant time. */
@NullMarked
package io.doorway.protocol.secret;

import org.jspecify.annotations.NullMarked;
