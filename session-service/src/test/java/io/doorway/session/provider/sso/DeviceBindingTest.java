package io.doorway.session.provider.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.vocabulary.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceBindingTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final SessionCookie session = SessionCookie.random(new Random(1));
    private final SessionId id = new SessionId("session");
    private final ECKey key = JwsSigner.newKey();
    private final String cookie = at(NOW).cookie(id, key).getValue();

    @Test
    void aProofCountsForTenMinutes() {
        assertThat(isProven(NOW, cookie)).isTrue();
        assertThat(isProven(NOW.plus(DeviceBinding.COOKIE_LIFETIME).minusSeconds(1), cookie))
                .isTrue();
        assertThat(isProven(NOW.plus(DeviceBinding.COOKIE_LIFETIME), cookie)).isFalse();
    }

    @Test
    void aProofCountsForItsSessionAndKey() {
        assertThat(at(NOW).isProven(new SessionId("another"), key, cookie)).isFalse();
        assertThat(at(NOW).isProven(id, JwsSigner.newKey(), cookie)).isFalse();
    }

    /** A request that the browser sends in the last second of the cookie arrives later, at an instance whose clock may be ahead. */
    @Test
    void theBrowserProvesItsKeyAgainBeforeTheProofIsOld() {
        assertThat(Duration.ofSeconds(at(NOW).cookie(id, key).getMaxAge())).isLessThan(DeviceBinding.COOKIE_LIFETIME);
    }

    @Test
    void aProofCannotBeProlonged() {
        long expiry = Long.parseLong(cookie.substring(0, cookie.indexOf('.')));

        assertThat(isProven(NOW, (expiry + 1) + cookie.substring(cookie.indexOf('.'))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1", "x.y", "99999999999999999999.x", "1795953600."})
    void whatIsNoCookieIsRefused(String sent) {
        assertThat(isProven(NOW, sent)).isFalse();
    }

    @Test
    void aChallengeIsAnsweredWithinTwoMinutes() {
        String challenge = at(NOW).challenge(session);

        assertThat(at(NOW.plusSeconds(119)).isAccepted(challenge, session)).isTrue();
        assertThat(at(NOW.plusSeconds(120)).isAccepted(challenge, session)).isFalse();
        assertThat(at(NOW).isAccepted(challenge, SessionCookie.random(new Random(2))))
                .isFalse();
    }

    @Test
    void aChallengeOfAnInstanceWhoseClockIsAheadIsAccepted() {
        String challenge = at(NOW).challenge(session);

        assertThat(at(NOW.minusSeconds(1)).isAccepted(challenge, session)).isTrue();
        assertThat(at(NOW.minusSeconds(61)).isAccepted(challenge, session)).isFalse();
    }

    private boolean isProven(Instant now, String sent) {
        return at(now).isProven(id, key, sent);
    }

    private static DeviceBinding at(Instant now) {
        return new DeviceBinding(new Tickets(Base64Url.encode(new byte[32]), Duration.ZERO), InstantSource.fixed(now));
    }

    private record Tickets(String key, Duration ttl) implements TicketConfig {}
}
