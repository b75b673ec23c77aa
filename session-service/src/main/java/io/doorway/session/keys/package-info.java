/** The keys that tokens are signed with, read from a file at the start; what leaves this package is public or signed. */
@NullMarked
package io.doorway.session.keys;

import org.jspecify.annotations.NullMarked;
