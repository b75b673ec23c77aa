/**
 * Challenges in the real store. A test changes their state in place of the services that are not running, with the same state
 * machine and the same commits.
 */
@NullMarked
package io.doorway.testkit.store;

import org.jspecify.annotations.NullMarked;
