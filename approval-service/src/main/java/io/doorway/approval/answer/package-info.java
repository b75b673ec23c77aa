/** The result of a use case, and its mapping to an HTTP response. */
@NullMarked
package io.doorway.approval.answer;

import org.jspecify.annotations.NullMarked;
