/**
 * The end of a login: the waiting browser takes the approval and gets the one address that leads back to the relying party.
 * Cookie and key proof must both be those of the browser that asked; to everybody else there is no such challenge.
 */
@NullMarked
package io.doorway.session.complete;

import org.jspecify.annotations.NullMarked;
