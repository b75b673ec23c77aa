/** What session-service says to challenge-service through the browser: this login was asked for, and checked. */
@NullMarked
package io.doorway.edge.ticket;

import org.jspecify.annotations.NullMarked;
