/**
 * From a relying party's redirect to the login page.
 *
 * <p>{@link io.doorway.session.authorize.Authorize} finds out who asks and where answers may go, has the request judged, keeps
 * what was accepted and hands the page a signed login ticket for it. Everything that comes in is untrusted; an answer goes by
 * redirect only to an address that is registered for the client, character by character.
 */
@NullMarked
package io.doorway.session.authorize;

import org.jspecify.annotations.NullMarked;
