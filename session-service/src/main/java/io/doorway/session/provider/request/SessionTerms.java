package io.doorway.session.provider.request;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.doorway.protocol.vocabulary.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization request says about sessions (OpenID Connect Core section 3.1.2.1).
 *
 * @param silent whether no page may be shown: {@code prompt=none}
 * @param interactive whether the person has to approve, whatever session there is: another {@code prompt}, or an {@code id_token_hint} that says nothing
 * @param maxAge how long ago the person may have approved, in seconds ({@code max_age}), or null
 * @param subject the {@code sub} of the person that the request names, or null: nobody else may be logged in
 * @param continued the session that answered the request in place of the phone, or null
 */
public record SessionTerms(
        boolean silent,
        boolean interactive,
        @Nullable Long maxAge,
        @Nullable String subject,
        @Nullable SessionId continued) {

    /**
     * @param subject of the person that the request names, or null
     * @param unknownPerson whether there is a hint that cannot be verified: no session answers the request then
     */
    public static SessionTerms of(AuthenticationRequest request, @Nullable String subject, boolean unknownPerson) {
        Prompt prompt = request.getPrompt();
        boolean silent = prompt != null && prompt.contains(Prompt.Type.NONE);
        return new SessionTerms(
                silent,
                unknownPerson || prompt != null && !prompt.isEmpty() && !silent,
                request.getMaxAge() < 0 ? null : Long.valueOf(request.getMaxAge()),
                subject,
                null);
    }

    /** Whether an approval of this time is recent enough. */
    public boolean isRecent(Instant approvedAt, Instant now) {
        return Optional.ofNullable(maxAge)
                .map(seconds -> !approvedAt.plus(Duration.ofSeconds(seconds)).isBefore(now))
                .orElse(true);
    }

    /** Whether the relying party asked for this person, or for anybody. */
    public boolean allows(String account) {
        return subject == null || subject.equals(account);
    }

    SessionTerms continuedBy(SessionId session) {
        return new SessionTerms(silent, interactive, maxAge, subject, session);
    }
}
