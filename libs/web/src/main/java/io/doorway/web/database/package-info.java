/** What the services with a database share: which failures are worth a repetition. */
@NullMarked
package io.doorway.web.database;

import org.jspecify.annotations.NullMarked;
