/** PostgreSQL, whose every failure is a refusal to be tried again. */
@NullMarked
package io.doorway.approval.database;

import org.jspecify.annotations.NullMarked;
