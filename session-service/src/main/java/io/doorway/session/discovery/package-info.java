/** What the provider says of itself: only what it does. */
@NullMarked
package io.doorway.session.discovery;

import org.jspecify.annotations.NullMarked;
