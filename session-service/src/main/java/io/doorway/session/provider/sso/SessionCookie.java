package io.doorway.session.provider.sso;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.session.login.complete.LoginProtocol;
import io.doorway.web.hardening.HostCookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The cookie by which a browser has a session: 256 random bits that scripts cannot read. Doorway stores only its hash. Without a proof of the
 * browser's key it is worth nothing.
 */
public final class SessionCookie {

    public static final String NAME = LoginProtocol.SESSION_COOKIE;

    private static final int BYTES = 32;

    private final String value;

    private SessionCookie(String value) {
        this.value = value;
    }

    /** A new cookie. */
    static SessionCookie random(RandomGenerator random) {
        return new SessionCookie(Base64Url.random(random, BYTES));
    }

    /** The cookie that a browser sent, or empty if it is missing or malformed. */
    public static Optional<SessionCookie> parse(@Nullable String sent) {
        if (sent == null) {
            return Optional.empty();
        }
        try {
            return Base64Url.decode(sent).length == BYTES ? Optional.of(new SessionCookie(sent)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** SHA-256 of the value, base64url. */
    public String hash() {
        return Sha256.text(value);
    }

    /** The cookie for a response. */
    NewCookie toSet(Duration lifetime) {
        return HostCookie.named(NAME)
                .value(value)
                .maxAge((int) lifetime.toSeconds())
                .build();
    }

    /** The cookie for a response, which removes it from the browser. */
    public static NewCookie removed() {
        return HostCookie.named(NAME).value("").maxAge(0).build();
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
