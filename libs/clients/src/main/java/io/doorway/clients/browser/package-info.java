/**
 * A browser without a window: the requests of the login page, for tests and the benchmark. Cookies, key pair, proofs and socket can be
 * replaced one by one, so that an attack differs from a correct login in one part. Its methods block; run many browsers on virtual threads.
 */
@NullMarked
package io.doorway.clients.browser;

import org.jspecify.annotations.NullMarked;
