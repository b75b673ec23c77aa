package io.doorway.session.provider.dpop;

import com.nimbusds.openid.connect.sdk.Nonce;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.secret.Hmac;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The nonces of DPoP proofs (RFC 9449 section 8). A nonce is a MAC of a period of time, so that every instance accepts those of the others and
 * none is stored. It proves that the proof was made lately, whatever the clock of the client says; that a proof is used once is checked by
 * its {@code jti}.
 */
@ApplicationScoped
class DpopNonces {
    /** A nonce is issued for this long, and accepted for as long again. */
    static final Duration PERIOD = Duration.ofMinutes(5);

    private static final byte[] PURPOSE = "doorway dpop nonce".getBytes(StandardCharsets.US_ASCII);

    private final InstantSource clock;
    private final Hmac hmac;

    DpopNonces(TicketConfig tickets, InstantSource clock) {
        this.clock = clock;
        this.hmac = Hmac.withKey(Hmac.withKey(Base64Url.decode(tickets.key())).of(PURPOSE));
    }

    /** The nonce for the next proof. */
    Nonce current() {
        return of(period());
    }

    /** Whether the nonce is that of this period or of the one before. */
    boolean isAccepted(String nonce) {
        long now = period();
        return ConstantTime.equal(nonce, of(now).getValue())
                || ConstantTime.equal(nonce, of(now - 1).getValue());
    }

    private long period() {
        return clock.instant().getEpochSecond() / PERIOD.toSeconds();
    }

    private Nonce of(long period) {
        return new Nonce(Base64Url.encode(
                hmac.of(ByteBuffer.allocate(Long.BYTES).putLong(period).array())));
    }
}
