/** Whether a login that was approved may still go on. */
@NullMarked
package io.doorway.session.standing;

import org.jspecify.annotations.NullMarked;
