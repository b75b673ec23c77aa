/**
 * Errors as RFC 9457 problems. Every exception is mapped to a response here or in the service that throws it; a response contains
 * nothing of what was received.
 */
@NullMarked
package io.doorway.web.problem;

import org.jspecify.annotations.NullMarked;
