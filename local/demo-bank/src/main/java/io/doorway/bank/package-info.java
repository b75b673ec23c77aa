/**
 * Harbour Bank, a relying party for demonstrations: it knows Doorway as any website knows its OpenID Provider, through a standard
 * client and nothing else. The people's names come from verified ID tokens; the money is invented.
 */
@NullMarked
package io.doorway.bank;

import org.jspecify.annotations.NullMarked;
