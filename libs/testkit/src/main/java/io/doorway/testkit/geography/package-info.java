/** Databases that say where addresses are, made for a test: the real ones are their makers' property. */
@NullMarked
package io.doorway.testkit.geography;

import org.jspecify.annotations.NullMarked;
