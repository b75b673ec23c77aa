/** Geography databases for tests. The published databases may not be redistributed. */
@NullMarked
package io.doorway.testkit.geography;

import org.jspecify.annotations.NullMarked;
