/** The scan of a QR code, which claims its challenge for one credential, and the limit of one pending login per account. */
@NullMarked
package io.doorway.approval.phone.scan;

import org.jspecify.annotations.NullMarked;
