package io.doorway.session.provider.sso;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.secret.Hmac;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.provider.oauth.PeriodicNonces;
import io.doorway.web.hardening.HostCookie;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The challenges and the short-lived cookie of Device Bound Session Credentials (W3C): a browser that has them keeps a key in the hardware of
 * its device, and proves it every few minutes to get a new cookie. Challenges and cookies are MACs over the time and the session, so that every
 * instance accepts those of the others and none is stored.
 */
@Singleton
public class DeviceBinding {

    /** The name of the cookie by which a browser shows that it has proven the key of its device lately. */
    public static final String COOKIE = "__Host-doorway-device";

    /** For so long a copy of both cookies is of use to who has copied the key of the page too. */
    static final Duration COOKIE_LIFETIME = Duration.ofMinutes(10);

    /** The browser proves the key again this long before the cookie expires: requests take time, and clocks of instances differ. */
    static final Duration RENEWED_BEFORE = Duration.ofMinutes(1);

    /** A challenge is issued for this long, and accepted for as long again. */
    static final Duration CHALLENGE_PERIOD = Duration.ofMinutes(1);

    private static final String SEPARATOR = ".";

    private final InstantSource clock;
    private final PeriodicNonces challenges;
    private final Hmac cookies;

    DeviceBinding(TicketConfig tickets, InstantSource clock) {
        Hmac hmac = Hmac.withKey(Base64Url.decode(tickets.key()));
        this.clock = clock;
        this.challenges = new PeriodicNonces(hmac.forPurpose("doorway device challenge"), CHALLENGE_PERIOD, clock);
        this.cookies = hmac.forPurpose("doorway device cookie");
    }

    /** The value of {@code Secure-Session-Registration}, by which a browser is asked to bind this session. */
    String registration(SessionCookie session) {
        return "(ES256);path=\"%s\";challenge=\"%s\"".formatted(DeviceSessionResource.PATH, challenge(session));
    }

    /** The challenge for the next proof. */
    String challenge(SessionCookie session) {
        return challenges.current(session.hash());
    }

    /** Whether the challenge was issued lately, for this session. */
    boolean isAccepted(String challenge, SessionCookie session) {
        return challenges.isAccepted(challenge, session.hash());
    }

    /** The cookie after a proof of this key. */
    NewCookie cookie(SessionId session, ECKey key) {
        long expiry = clock.instant().plus(COOKIE_LIFETIME).getEpochSecond();
        return HostCookie.named(COOKIE)
                .value(expiry + SEPARATOR + mac(session, key, expiry))
                .maxAge((int) COOKIE_LIFETIME.minus(RENEWED_BEFORE).toSeconds())
                .build();
    }

    /**
     * Whether the browser has proven the key lately.
     *
     * @param sent the cookie as the browser sent it, or null
     */
    public boolean isProven(SessionId session, ECKey key, @Nullable String sent) {
        if (sent == null) {
            return false;
        }
        int end = sent.indexOf(SEPARATOR);
        try {
            long expiry = Long.parseLong(sent.substring(0, Math.max(end, 0)));
            return expiry > clock.instant().getEpochSecond()
                    && ConstantTime.equal(sent.substring(end + 1), mac(session, key, expiry));
        } catch (NumberFormatException malformed) {
            return false;
        }
    }

    private String mac(SessionId session, ECKey key, long expiry) {
        return cookies.text(expiry + " " + session + " " + LoginSessions.text(key));
    }
}
