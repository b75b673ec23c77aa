/**
 * What every service has at its edge, where strangers' requests come in: problems (RFC 9457), browser proofs (RFC 9449), login
 * tickets, the binding cookie, refusals for the audit, and the checks that keep an unsafe configuration from starting.
 *
 * <p>The trust boundary runs here: nothing behind this package sees a proof, ticket or cookie that was not verified.
 */
@NullMarked
package io.doorway.edge;

import org.jspecify.annotations.NullMarked;
