/** The two JSON spellings: what is stored and told, and the canonical one that is signed. */
@NullMarked
package io.doorway.protocol.json;

import org.jspecify.annotations.NullMarked;
