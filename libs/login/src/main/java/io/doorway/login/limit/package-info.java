/** The rate limiter on Redis, with which all instances of all services count together. */
@NullMarked
package io.doorway.login.limit;

import org.jspecify.annotations.NullMarked;
