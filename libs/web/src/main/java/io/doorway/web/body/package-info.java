/** Reads JSON bodies, which are untrusted: bounded in depth, without duplicate members, and of exactly the expected form. */
@NullMarked
package io.doorway.web.body;

import org.jspecify.annotations.NullMarked;
