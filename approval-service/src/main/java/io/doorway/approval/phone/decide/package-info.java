/** Approve and reject: only the credential that scanned a challenge decides it, by signing the transcript that it was shown. */
@NullMarked
package io.doorway.approval.phone.decide;

import org.jspecify.annotations.NullMarked;
