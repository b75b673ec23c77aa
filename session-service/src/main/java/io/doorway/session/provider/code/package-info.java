/**
 * Authorization codes: one for each consumed challenge, redeemed once.
 *
 * <p>The consumed challenge contains the code, what was approved, and when. A code has no other record that a crash could lose. One script
 * stores the redemption and the access token and appends the event, all in the bucket of the challenge. The redemption is stored longer
 * than the access token, so that a replay of the code always revokes the token.
 *
 * <p>Trust boundary: {@link io.doorway.session.provider.code.CodeChecks} compares the token request of an authenticated client with the
 * login that the code was issued for.
 */
@NullMarked
package io.doorway.session.provider.code;

import org.jspecify.annotations.NullMarked;
