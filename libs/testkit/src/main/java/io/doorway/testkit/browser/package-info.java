/**
 * A browser without a window: the protocol that the login page speaks, in plain Java, for tests, attacks and load. Every building
 * block (cookies, key, proofs, socket) can be exchanged, so that an attack is the honest way with one part replaced. It blocks,
 * to be run on virtual threads.
 */
@NullMarked
package io.doorway.testkit.browser;

import org.jspecify.annotations.NullMarked;
