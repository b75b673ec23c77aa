package io.doorway.login.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.vocabulary.Timing;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signs and verifies login tickets: JWTs with HS256, because signer and verifier share their configuration and a ticket is verified for
 * every challenge.
 */
@Singleton
public class LoginTickets {

    private static final JOSEObjectType TYPE = new JOSEObjectType("doorway-ticket+jwt");
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build();
    private static final int KEY_BYTES = 32;

    /** A proof of a browser's key is remembered for thirty minutes and must not be repeatable with the same ticket after that. */
    private static final Duration MAX_TTL = Duration.ofMinutes(15);

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Duration ttl;
    private final InstantSource clock;

    LoginTickets(TicketConfig config, InstantSource clock) throws JOSEException {
        byte[] key = key(config.key());
        this.signer = new MACSigner(key);
        this.verifier = new MACVerifier(key);
        this.ttl = ttl(config.ttl());
        this.clock = clock;
    }

    /** When a ticket that is signed now expires. */
    public Instant expiry() {
        return clock.instant().plus(ttl);
    }

    /** How long a page may create challenges with a ticket. */
    public Duration ttl() {
        return ttl;
    }

    /** How long a login can last, from now, that begins with a ticket signed now: its last challenge is created at the ticket's end. */
    public Duration longestLogin() {
        return ttl.plus(Timing.MAX_TOTAL);
    }

    /** The compact JWS of a ticket. */
    public String sign(LoginTicket ticket) {
        JWSObject jws = new JWSObject(HEADER, new Payload(TicketJson.write(ticket)));
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the ticket key was validated at the start", e);
        }
        return jws.serialize();
    }

    /** The ticket in untrusted text, or empty if its signature is not valid or it has expired. */
    public Optional<LoginTicket> verify(String text) {
        try {
            JWSObject jws = parse(text);
            boolean valid = TYPE.equals(jws.getHeader().getType())
                    && JWSAlgorithm.HS256.equals(jws.getHeader().getAlgorithm())
                    && jws.verify(verifier);
            return valid
                    ? Optional.of(TicketJson.read(jws.getPayload().toString())).filter(this::isCurrent)
                    : Optional.empty();
        } catch (ParseException | JOSEException malformed) {
            return Optional.empty();
        }
    }

    /** The parser throws an unchecked exception for a header that is no object. */
    private static JWSObject parse(String text) throws ParseException {
        try {
            return JWSObject.parse(text);
        } catch (RuntimeException malformed) {
            throw new ParseException("malformed", 0);
        }
    }

    private boolean isCurrent(LoginTicket ticket) {
        return clock.instant().isBefore(ticket.expiresAt());
    }

    private static Duration ttl(Duration configured) {
        if (configured.isNegative() || configured.isZero() || configured.compareTo(MAX_TTL) > 0) {
            throw new IllegalArgumentException(
                    "doorway.ticket.ttl: " + configured + " (expected: more than zero, at most " + MAX_TTL + ")");
        }
        return configured;
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

    /** The payload of a ticket as JSON. Only text with a verified signature is read, so a failure is a defect. */
    static final class TicketJson {

        private static final JsonMapper MAPPER = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        private static final ObjectWriter WRITER = MAPPER.writerFor(LoginTicket.class);
        private static final ObjectReader READER = MAPPER.readerFor(LoginTicket.class);

        private TicketJson() {}

        static String write(LoginTicket ticket) {
            try {
                return WRITER.writeValueAsString(ticket);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a ticket cannot be written", e);
            }
        }

        static LoginTicket read(String json) {
            try {
                return READER.readValue(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a signed ticket cannot be read", e);
            }
        }
    }

    /** Login tickets. */
    @ConfigMapping(prefix = "doorway.ticket")
    public interface TicketConfig {

        /** The HMAC key of login tickets, the same for both services: 32 random bytes in base64url. */
        String key();

        /** How long a page may create challenges with a ticket, at most 15 minutes. */
        @WithDefault("PT5M")
        Duration ttl();
    }
}
