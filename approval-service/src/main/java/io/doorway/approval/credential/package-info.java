/**
 * Device keys and whether they are active. Nothing is cached: a revocation or suspension is effective from its commit on.
 */
@NullMarked
package io.doorway.approval.credential;

import org.jspecify.annotations.NullMarked;
