/**
 * The schema {@code session} in PostgreSQL: what outlives a login. A failure is answered with 503 and never treated as an empty result. A
 * login that is approved with the phone does not use it.
 */
@NullMarked
package io.doorway.session.database;

import org.jspecify.annotations.NullMarked;
