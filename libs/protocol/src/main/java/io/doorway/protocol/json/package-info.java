/** The two forms of JSON: that of stored challenges and published events, and the canonical one that is signed. */
@NullMarked
package io.doorway.protocol.json;

import org.jspecify.annotations.NullMarked;
