/** How a use case ends, and what the phone is told of it. */
@NullMarked
package io.doorway.approval.answer;

import org.jspecify.annotations.NullMarked;
