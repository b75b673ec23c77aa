/**
 * The requests of relying parties that an account has not decided yet, which began without a browser (OpenID Connect CIBA): the list that its phones
 * show. What a phone opens in it is claimed as a scan is.
 */
@NullMarked
package io.doorway.approval.phone.request;

import org.jspecify.annotations.NullMarked;
