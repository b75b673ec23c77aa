package io.doorway.session.provider.backchannel;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ciba.CIBAError;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.token.IdTokenHints;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The account that a request names (OpenID Connect CIBA Core 1.0 section 7.1). Whether it exists is not known here, and not said: a request for an
 * account that does not exist expires like one that nobody answers.
 */
@Singleton
class HintedAccount {
    private final IdTokenHints hints;

    HintedAccount(IdTokenHints hints) {
        this.hints = hints;
    }

    /** The account of the one hint; empty if it cannot be that of any account. */
    Optional<AccountId> of(RequestParameters parameters, RegisteredClient client) {
        return parameters
                .single("login_hint")
                .flatMap(AccountId::parse)
                .or(() -> parameters.single("id_token_hint").flatMap(token -> ofIdToken(token, client)));
    }

    /** A pairwise subject cannot be computed backwards. */
    private Optional<AccountId> ofIdToken(String token, RegisteredClient client) {
        return hints.read(token)
                .filter(hint -> hint.client().equals(client.id()) && !client.hasPairwiseSubjects())
                .flatMap(hint -> AccountId.parse(hint.subject()));
    }

    /**
     * Whether the values that a request has for the claim {@code sub} (OpenID Connect Core section 5.5.1), if any, are that of the account. A pairwise
     * subject is not compared: the answer would say whose it is before the person has approved.
     */
    static boolean isAllowedBy(List<String> subjects, AccountId account, RegisteredClient client) {
        return subjects.isEmpty() || !client.hasPairwiseSubjects() && subjects.contains(account.value());
    }

    /** The error for such a value that is another one. */
    static ErrorObject otherSubject(RegisteredClient client) {
        return OAuth2Error.INVALID_REQUEST.setDescription(
                client.hasPairwiseSubjects()
                        ? "The claim sub cannot be requested with a value for pairwise subjects: the hint names the person"
                        : "The claim sub is requested with another value than the account of the hint");
    }

    /** The error for a hint without an account. */
    static ErrorObject unknown(RegisteredClient client) {
        return CIBAError.UNKNOWN_USER_ID.setDescription(
                client.hasPairwiseSubjects()
                        ? "The hint names no account: with pairwise subjects, send the account's id as login_hint"
                        : "The hint names no account: login_hint is an account's id, and id_token_hint an ID token of"
                                + " this client");
    }
}
