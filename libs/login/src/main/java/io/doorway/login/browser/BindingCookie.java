package io.doorway.login.browser;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.web.hardening.HostCookie;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that binds a challenge to one browser: 128 random bits that scripts cannot read. Doorway stores only its hash.
 *
 * <p>With the prefix {@code __Host-} a browser refuses the cookie from a subdomain and over plain HTTP (RFC 6265bis section 4.1.3.2);
 * {@code http://localhost} counts as secure. With {@code SameSite=Lax} it is sent when the relying party redirects to Doorway, so that
 * the tabs of one browser share it.
 */
public final class BindingCookie {

    public static final String NAME = "__Host-doorway";

    private static final int BYTES = 16;

    private final String value;

    private BindingCookie(String value) {
        this.value = value;
    }

    /** A new cookie. */
    public static BindingCookie random(RandomGenerator random) {
        return new BindingCookie(Base64Url.random(random, BYTES));
    }

    /** The cookie that a browser sent, or empty if it is missing or malformed. */
    public static Optional<BindingCookie> parse(@Nullable String sent) {
        if (sent == null) {
            return Optional.empty();
        }
        try {
            return Base64Url.decode(sent).length == BYTES ? Optional.of(new BindingCookie(sent)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** SHA-256 of the value, base64url: what challenges and tickets contain. */
    public String hash() {
        return Sha256.text(value);
    }

    /** The cookie for a response. The browser deletes it at the end of its session. */
    public NewCookie toSet() {
        return HostCookie.named(NAME).value(value).build();
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
