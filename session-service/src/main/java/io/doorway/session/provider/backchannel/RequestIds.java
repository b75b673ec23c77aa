package io.doorway.session.provider.backchannel;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.secret.Hmac;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Computes the {@code auth_req_id} of a challenge (OpenID Connect CIBA Core 1.0 section 7.3): its id and a MAC of 256 bits. It is stored nowhere,
 * and who knows the challenge's id, which events contain, cannot compute it.
 */
@Singleton
class RequestIds {
    private final Hmac hmac;

    RequestIds(TicketConfig tickets) {
        this.hmac = Hmac.withKey(Base64Url.decode(tickets.key()));
    }

    /** The {@code auth_req_id}, which the client gets. */
    SecretText of(ChallengeId id) {
        return SecretText.of(id.value() + "." + mac("doorway auth_req_id", id));
    }

    /** The challenge of an {@code auth_req_id} in untrusted text; empty if it is not genuine. */
    Optional<ChallengeId> parse(String text) {
        return ChallengeId.parse(text.split("\\.", 2)[0]).filter(id -> ConstantTime.equal(of(id).open(), text));
    }

    /** The PKCE verifier of the login's authorization code, which never leaves this service. */
    CodeVerifier verifier(ChallengeId id) {
        return new CodeVerifier(mac("doorway backchannel verifier", id));
    }

    private String mac(String purpose, ChallengeId id) {
        return hmac.text(purpose + "\n" + id.value());
    }
}
