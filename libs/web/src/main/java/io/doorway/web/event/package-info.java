/** The keys and the reader of event records as beans. A service that consumes no events needs the keys of its own events only. */
@NullMarked
package io.doorway.web.event;

import org.jspecify.annotations.NullMarked;
