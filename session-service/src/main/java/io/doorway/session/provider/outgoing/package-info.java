/**
 * Calls of this service to relying parties: notices of a logout, and of the end of a request without a browser.
 *
 * <p>Trust boundary: the address is the operator's choice, and no private one in production. A redirect is not followed, and the body of an answer is
 * not read.
 */
@NullMarked
package io.doorway.session.provider.outgoing;

import org.jspecify.annotations.NullMarked;
