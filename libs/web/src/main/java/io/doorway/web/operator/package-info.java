/**
 * Operators' tokens: what a token must say besides its signature, and the problem and the record of one that does not.
 *
 * <p>The framework verifies the signature with the operators' keys before anything here reads the token. It is the trust boundary of
 * administration and of the audit.
 */
@NullMarked
package io.doorway.web.operator;

import org.jspecify.annotations.NullMarked;
