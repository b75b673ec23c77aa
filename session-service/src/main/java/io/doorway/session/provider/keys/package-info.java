/** The keys that sign ID tokens, read from a file at startup. Private keys do not leave this package. */
@NullMarked
package io.doorway.session.provider.keys;

import org.jspecify.annotations.NullMarked;
