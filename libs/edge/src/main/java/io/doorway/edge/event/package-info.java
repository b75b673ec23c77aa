/** What the services' events have in common: an identity, a time, and the trace that they belong to. */
@NullMarked
package io.doorway.edge.event;

import org.jspecify.annotations.NullMarked;
