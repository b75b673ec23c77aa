/**
 * Pushed authorization requests (RFC 9126). An authenticated client sends its request before it redirects the browser, so that the browser
 * cannot change it. The first browser whose page runs at the address with the {@code request_uri} is the only one that can use it.
 */
@NullMarked
package io.doorway.session.provider.par;

import org.jspecify.annotations.NullMarked;
