/** Checks that stop the start of a service in production with a configuration that is only safe for development. */
@NullMarked
package io.doorway.web.safety;

import org.jspecify.annotations.NullMarked;
