/** An operator without a browser: administers accounts and reads the audit. */
@NullMarked
package io.doorway.testkit.operator;

import org.jspecify.annotations.NullMarked;
