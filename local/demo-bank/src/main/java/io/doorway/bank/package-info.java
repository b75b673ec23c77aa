/**
 * Harbour Bank, a relying party for demonstrations. It uses an ordinary OpenID Connect client and knows Doorway only as its provider. The
 * names of customers come from verified ID tokens; accounts and payments are invented.
 */
@NullMarked
package io.doorway.bank;

import org.jspecify.annotations.NullMarked;
