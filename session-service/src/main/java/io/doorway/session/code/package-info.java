/**
 * Authorization codes: one for each consumed challenge, presented once.
 *
 * <p>There is no code record to be lost between consuming and storing: the consumed challenge, which holds the code, what was
 * agreed and when, <em>is</em> the record. Redeeming marks the code as presented, stores the access token and appends the event,
 * in one script over the challenge's bucket. The mark outlives the access token, so that a second presentation is recognized for
 * as long as there is something to revoke.
 */
@NullMarked
package io.doorway.session.code;

import org.jspecify.annotations.NullMarked;
