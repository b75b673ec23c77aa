/** What an operator may do, by a JWT with the role {@code enrolment}. */
@NullMarked
package io.doorway.approval.admin;

import org.jspecify.annotations.NullMarked;
