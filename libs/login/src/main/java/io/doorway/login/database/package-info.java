/** Access to PostgreSQL for the services with a schema. A failure is answered with 503 and never treated as an empty result. */
@NullMarked
package io.doorway.login.database;

import org.jspecify.annotations.NullMarked;
