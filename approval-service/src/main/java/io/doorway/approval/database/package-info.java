/** Access to PostgreSQL. A failure is answered with 503 and never treated as an empty result. */
@NullMarked
package io.doorway.approval.database;

import org.jspecify.annotations.NullMarked;
