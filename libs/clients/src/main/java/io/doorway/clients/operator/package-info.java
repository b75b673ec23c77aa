/** A client for operators: administers accounts and reads the audit. */
@NullMarked
package io.doorway.clients.operator;

import org.jspecify.annotations.NullMarked;
