/** Whose key it is, and whether it still counts. Nothing is cached: a revocation or suspension counts from its commit on. */
@NullMarked
package io.doorway.approval.credential;

import org.jspecify.annotations.NullMarked;
