/**
 * DPoP (RFC 9449) for relying parties: a client proves possession of a key with each request, and codes and access tokens are bound to it.
 *
 * <p>Trust boundary: proofs are untrusted. {@link io.doorway.session.provider.dpop.VerifyClientProof} decides; the endpoints only compare the
 * key that it returns with the one that a code or token is bound to. The proofs of the login page are verified elsewhere, in {@code
 * io.doorway.login.browser}, because the page has no clock that can be trusted and a ticket that expires instead.
 */
@NullMarked
package io.doorway.session.provider.dpop;

import org.jspecify.annotations.NullMarked;
