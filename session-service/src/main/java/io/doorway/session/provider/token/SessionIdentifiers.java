package io.doorway.session.provider.token;

import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes the {@code sid} of a session for a client (OpenID Connect Back-Channel Logout section 2.1). It is another one for each client, so
 * that clients with pairwise subjects cannot compare theirs.
 */
@ApplicationScoped
public class SessionIdentifiers {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final byte[] key;

    SessionIdentifiers(TicketConfig tickets) {
        this.key = Base64Url.decode(tickets.key());
    }

    /** The {@code sid}: 128 bits in base64url. */
    public String of(SessionId session, ClientId client) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            String text = "doorway sid\n" + session.value() + "\n" + client.value();
            return Base64Url.encode(Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
