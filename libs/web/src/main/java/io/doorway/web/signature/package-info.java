/** Which implementation of ES256 a service uses, chosen once at its start, before it accepts a request. */
@NullMarked
package io.doorway.web.signature;

import org.jspecify.annotations.NullMarked;
