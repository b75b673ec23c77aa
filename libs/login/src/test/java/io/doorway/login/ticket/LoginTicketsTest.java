package io.doorway.login.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.protocol.vocabulary.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTicketsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final String KEY = Base64URL.encode(new byte[32]).toString();

    @Test
    void aVerifiedTicketIsTheSignedTicket() throws JOSEException {
        LoginTickets tickets = tickets(KEY, NOW);
        LoginTicket ticket = ticket(tickets.expiry());

        assertThat(tickets.verify(tickets.sign(ticket))).contains(ticket);
    }

    @Test
    void aTicketExpires() throws JOSEException {
        LoginTickets then = tickets(KEY, NOW);
        String signed = then.sign(ticket(then.expiry()));

        assertThat(tickets(KEY, NOW.plus(Duration.ofMinutes(5)).minusMillis(1)).verify(signed))
                .isPresent();
        assertThat(tickets(KEY, NOW.plus(Duration.ofMinutes(5))).verify(signed)).isEmpty();
    }

    @Test
    void aTicketOfAnotherKeyOrAModifiedTicketIsRefused() throws JOSEException {
        LoginTickets tickets = tickets(KEY, NOW);
        String signed = tickets.sign(ticket(tickets.expiry()));
        LoginTickets others =
                tickets(Base64URL.encode("another key, of just 32 bytes...").toString(), NOW);
        String[] parts = signed.split("\\.");

        assertThat(others.verify(signed)).isEmpty();
        assertThat(tickets.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(tickets.verify(parts[0] + "." + Base64URL.encode("{}") + "." + parts[2]))
                .isEmpty();
        assertThat(tickets.verify(Base64URL.encode("{\"alg\":\"none\"}") + "." + parts[1] + "."))
                .isEmpty();
        assertThat(tickets.verify("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "{}", "{\"alg\":null}"})
    void aTicketWhoseHeaderIsNotThatOfATicketIsRefused(String header) throws JOSEException {
        assertThat(tickets(KEY, NOW).verify(Base64URL.encode(header) + ".e30.e30"))
                .isEmpty();
    }

    @Test
    void anInvalidKeyStopsTheStartAndThePropertyIsNamed() {
        assertThatThrownBy(() -> tickets("c2hvcnQ", NOW))
                .hasMessageContaining("doorway.ticket.key")
                .hasMessageContaining("32");
        assertThatThrownBy(() -> tickets("not base64!", NOW)).hasMessageContaining("doorway.ticket.key");
    }

    /** A proof of the page's key is remembered for thirty minutes, so a ticket must not be valid as long (ADR 0004). */
    @ParameterizedTest
    @ValueSource(strings = {"PT15M0.001S", "PT30M", "PT1H", "PT0S", "-PT1S"})
    void aTicketThatIsValidTooLongStopsTheStart(Duration ttl) {
        assertThatThrownBy(() -> new LoginTickets(new Config(KEY, ttl), InstantSource.fixed(NOW)))
                .hasMessageContaining("doorway.ticket.ttl");
    }

    @Test
    void aTicketMayBeValidForFifteenMinutes() {
        assertThatCode(() -> new LoginTickets(new Config(KEY, Duration.ofMinutes(15)), InstantSource.fixed(NOW)))
                .doesNotThrowAnyException();
    }

    @Test
    void theLongestLoginIsTheTicketAndTheLongestChallenge() throws JOSEException {
        assertThat(tickets(KEY, NOW).longestLogin()).isEqualTo(Duration.ofMinutes(5 + 10));
    }

    private static LoginTicket ticket(Instant expiresAt) {
        return new LoginTicket(
                "ticket-1",
                "request-1",
                new RelyingParty(new ClientId("bank"), "Bank", "bank.example"),
                new Action("payment", "Pay 10 EUR"),
                List.of("email", "name"),
                Acr.QR,
                CheckPolicy.UNKNOWN,
                false,
                Timing.DEFAULT,
                "hash",
                "pushed:request-1",
                null,
                expiresAt);
    }

    private static LoginTickets tickets(String key, Instant now) throws JOSEException {
        return new LoginTickets(new Config(key, Duration.ofMinutes(5)), InstantSource.fixed(now));
    }

    private record Config(String key, Duration ttl) implements TicketConfig {}
}
