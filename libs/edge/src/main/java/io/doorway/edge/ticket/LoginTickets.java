package io.doorway.edge.ticket;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.doorway.protocol.Base64Url;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signs and verifies login tickets: JWTs with HS256, because issuer and reader are the two ends of one shared configuration and
 * a ticket is verified for every QR code.
 */
@ApplicationScoped
public class LoginTickets {

    private static final JOSEObjectType TYPE = new JOSEObjectType("doorway-ticket+jwt");
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build();
    private static final int KEY_BYTES = 32;

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Duration life;
    private final InstantSource clock;

    LoginTickets(TicketConfig config, InstantSource clock) throws JOSEException {
        byte[] key = key(config.key());
        this.signer = new MACSigner(key);
        this.verifier = new MACVerifier(key);
        this.life = config.life();
        this.clock = clock;
    }

    /** When a ticket that is signed now will end. */
    public Instant expiry() {
        return clock.instant().plus(life);
    }

    public String sign(LoginTicket ticket) {
        JWSObject jws = new JWSObject(HEADER, new Payload(TicketJson.write(ticket)));
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the ticket key was checked at the start", e);
        }
        return jws.serialize();
    }

    /** The ticket in a stranger's text, or empty unless it is ours and still good. */
    public Optional<LoginTicket> verify(String text) {
        try {
            JWSObject jws = JWSObject.parse(text);
            boolean ours = TYPE.equals(jws.getHeader().getType())
                    && JWSAlgorithm.HS256.equals(jws.getHeader().getAlgorithm())
                    && jws.verify(verifier);
            return ours
                    ? Optional.of(TicketJson.read(jws.getPayload().toString())).filter(this::stillGood)
                    : Optional.empty();
        } catch (ParseException | JOSEException malformed) {
            return Optional.empty();
        }
    }

    private boolean stillGood(LoginTicket ticket) {
        return clock.instant().isBefore(ticket.expiresAt());
    }

    private static byte[] key(String configured) {
        byte[] key;
        try {
            key = Base64Url.decode(configured);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "doorway.ticket.key: not base64url (expected: 32 random bytes in base64url)");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("doorway.ticket.key: " + key.length + " bytes (expected: 32)");
        }
        return key;
    }
}
