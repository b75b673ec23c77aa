package io.doorway.edge.browser;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that binds a challenge to one browser: 128 random bits that scripts cannot read. Doorway stores its hash alone.
 *
 * <p>{@code __Host-} makes the browser refuse it from a subdomain or over plain HTTP (RFC 6265bis section 4.1.3.2); browsers
 * count {@code http://localhost} as secure. {@code SameSite=Lax} lets it come along when the relying party redirects here, so
 * that two tabs of one browser share it.
 */
public final class BindingCookie {

    public static final String NAME = "__Host-doorway";

    private static final int BYTES = 16;

    private final String value;

    private BindingCookie(String value) {
        this.value = value;
    }

    public static BindingCookie random(RandomGenerator random) {
        return new BindingCookie(Base64Url.random(random, BYTES));
    }

    /** The cookie that a browser sent, or empty if it sent none of the right shape. */
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

    /** What records hold: SHA-256 of the value, base64url. */
    public String hash() {
        return Sha256.text(value);
    }

    /** The cookie for a response; it lasts as long as the browser's session. */
    public NewCookie toSet() {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
