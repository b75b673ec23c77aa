/** The calls of an operator's systems, authenticated by a JWT with the role {@code enrolment}. */
@NullMarked
package io.doorway.approval.account.administration;

import org.jspecify.annotations.NullMarked;
