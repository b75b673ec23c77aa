package io.doorway.session.provider.token;

import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.Hmac;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Computes the {@code sid} of a session for a client (OpenID Connect Back-Channel Logout section 2.1). It is another one for each client, so
 * that clients with pairwise subjects cannot compare theirs.
 */
@Singleton
public class SessionIdentifiers {
    private static final int BYTES = 16;

    private final Hmac hmac;

    SessionIdentifiers(TicketConfig tickets) {
        this.hmac = Hmac.withKey(Base64Url.decode(tickets.key()));
    }

    /** The {@code sid}: 128 bits in base64url. */
    public String of(SessionId session, ClientId client) {
        String text = "doorway sid\n" + session.value() + "\n" + client.value();
        return Base64Url.encode(Arrays.copyOf(hmac.of(text.getBytes(StandardCharsets.US_ASCII)), BYTES));
    }
}
