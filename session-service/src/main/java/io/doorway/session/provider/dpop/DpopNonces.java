package io.doorway.session.provider.dpop;

import com.nimbusds.openid.connect.sdk.Nonce;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.Hmac;
import io.doorway.session.provider.oauth.PeriodicNonces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The nonces of DPoP proofs (RFC 9449 section 8). They prove that a proof was made lately, whatever the clock of the client says; that a proof
 * is used once is checked by its {@code jti}.
 */
@Singleton
class DpopNonces {
    /** A nonce is issued for this long, and accepted for as long again. */
    static final Duration PERIOD = Duration.ofMinutes(5);

    /** All clients have the same. */
    private static final String USE = "";

    private final PeriodicNonces nonces;

    DpopNonces(TicketConfig tickets, InstantSource clock) {
        Hmac hmac = Hmac.withKey(Base64Url.decode(tickets.key())).forPurpose("doorway dpop nonce");
        this.nonces = new PeriodicNonces(hmac, PERIOD, clock);
    }

    /** The nonce for the next proof. */
    Nonce current() {
        return new Nonce(nonces.current(USE));
    }

    /** Whether the nonce was issued lately. */
    boolean isAccepted(String nonce) {
        return nonces.isAccepted(nonce, USE);
    }
}
