/** The keys that sign ID tokens: the file, their rotation and their publication. Private keys do not leave this package. */
@NullMarked
package io.doorway.session.provider.keys;

import org.jspecify.annotations.NullMarked;
