/**
 * The requests of relying parties for known accounts, without a browser (OpenID Connect CIBA): what session-service accepted and the phones of
 * the account list.
 *
 * <p>The challenge of a request is the only record that decides. What is here leads a phone to it, and limits how often a person is asked.
 */
@NullMarked
package io.doorway.login.backchannel;

import org.jspecify.annotations.NullMarked;
