/**
 * The pages that a browser is shown: the login page, the error page, the front page.
 *
 * <p>Everything that a relying party or its request may choose (name, message, addresses) arrives here checked and leaves
 * escaped; the pages' policy lets nothing run but our own static modules. What the login page does next, it does with calls that
 * prove its cookie and its key.
 */
@NullMarked
package io.doorway.session.page;

import org.jspecify.annotations.NullMarked;
