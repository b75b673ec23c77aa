/**
 * A device that an enrolled device adds. The enrolled device shows a code, the new phone claims it with its key, and the enrolled device
 * signs a transcript that names this key. Trust comes from that signature alone; the code is a pointer.
 */
@NullMarked
package io.doorway.approval.account.addition;

import org.jspecify.annotations.NullMarked;
