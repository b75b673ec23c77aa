package io.doorway.web.hardening;

import jakarta.ws.rs.core.NewCookie;

/**
 * Cookies whose name begins with {@code __Host-}: browsers accept them over TLS only, and send them to the host that has set them and to no
 * other (RFC 6265bis section 4.1.3.2). Scripts cannot read them, and requests that another site begins do not have them, unless they open a page.
 */
public final class HostCookie {

    /** The attributes of every such cookie, as text. */
    public static final String ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax";

    private HostCookie() {}

    /** A cookie with these attributes. */
    public static NewCookie.Builder named(String name) {
        return new NewCookie.Builder(name).path("/").secure(true).httpOnly(true).sameSite(NewCookie.SameSite.LAX);
    }
}
