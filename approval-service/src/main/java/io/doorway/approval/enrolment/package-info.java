/** One-time codes, and the one use of each: a new device for an account. */
@NullMarked
package io.doorway.approval.enrolment;

import org.jspecify.annotations.NullMarked;
