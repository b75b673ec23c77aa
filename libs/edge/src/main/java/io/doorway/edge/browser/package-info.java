/** The cookie that binds a challenge to one browser. */
@NullMarked
package io.doorway.edge.browser;

import org.jspecify.annotations.NullMarked;
