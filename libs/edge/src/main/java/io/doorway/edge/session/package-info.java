/** Sessions that a person has ended: written where the person says so, asked wherever a session's codes and tokens are honoured. */
@NullMarked
package io.doorway.edge.session;

import org.jspecify.annotations.NullMarked;
