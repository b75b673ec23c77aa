/** A relying party without pages: sends authorization requests, redeems codes and validates ID tokens. */
@NullMarked
package io.doorway.clients.relyingparty;

import org.jspecify.annotations.NullMarked;
