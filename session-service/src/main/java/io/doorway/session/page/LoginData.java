package io.doorway.session.page;

import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.RelyingParty;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The page's data block, {@code <script type="application/json" id="doorway-login">}.
 *
 * @param ticket the login ticket
 * @param client who asks
 * @param action what for
 * @param request digest of the authorization request
 * @param cancel where giving up leads, or null
 * @param shared whether the relying party says that others use this browser too
 * @param renewFor seconds for which expired codes are replaced silently
 * @param serverTime when the page was made
 */
record LoginData(
        String ticket,
        RelyingParty client,
        Action action,
        String request,
        @Nullable URI cancel,
        boolean shared,
        long renewFor,
        Instant serverTime) {

    /** For the page's script element. */
    String toScript() {
        return ScriptData.write(this);
    }
}
