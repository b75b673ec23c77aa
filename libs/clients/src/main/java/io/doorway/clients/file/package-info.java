/** Files that contain secrets of a client: keys and tokens. */
@NullMarked
package io.doorway.clients.file;

import org.jspecify.annotations.NullMarked;
