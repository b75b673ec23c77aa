/** Approve and reject: the credential that scanned decides, over the transcript it was shown. */
@NullMarked
package io.doorway.approval.decide;

import org.jspecify.annotations.NullMarked;
