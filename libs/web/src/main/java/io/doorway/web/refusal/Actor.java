package io.doorway.web.refusal;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * Who made an attempt (OCSF: actor), as far as it is known.
 *
 * @param source the address that the request came from
 * @param challengeId the challenge that it names, or null
 * @param client the relying party, or null
 * @param credential the phone's credential, or null
 * @param account the person's account, or null
 * @param operator the operator's token, or null
 * @param traceparent the login's W3C trace context, or null
 */
public record Actor(
        String source,
        @Nullable ChallengeId challengeId,
        @Nullable ClientId client,
        @Nullable CredentialId credential,
        @Nullable AccountId account,
        @Nullable OperatorToken operator,
        @Nullable String traceparent) {

    /**
     * A token that is presented as an operator's.
     *
     * @param hash SHA-256 of the token
     * @param subject its {@code sub}, or null unless its signature is valid
     * @param id its {@code jti}, or null unless its signature is valid
     */
    public record OperatorToken(
            String hash, @Nullable String subject, @Nullable String id) {

        /** A token of which nothing is verified. */
        public static OperatorToken presented(String token) {
            return new OperatorToken(Sha256.text(token), null, null);
        }

        /** The same token, whose signature is valid. */
        public OperatorToken signed(@Nullable String subject, @Nullable String id) {
            return new OperatorToken(hash, subject, id);
        }
    }

    /** An actor of which only the source address is known. */
    public static Actor at(String source) {
        return new Actor(source, null, null, null, null, null, null);
    }

    /** The same actor, in this challenge. */
    public Actor on(ChallengeId id) {
        return new Actor(source, id, client, credential, account, operator, traceparent);
    }

    /** The same actor, in this challenge, for its relying party and in its trace; unchanged without a challenge. */
    public Actor on(@Nullable Challenge challenge) {
        return challenge == null
                ? this
                : new Actor(
                        source,
                        challenge.id(),
                        challenge.loginRequest().relyingParty().id(),
                        credential,
                        account,
                        operator,
                        challenge.loginRequest().traceparent());
    }

    /** The same actor, as this relying party. */
    public Actor asking(ClientId client) {
        return new Actor(source, challengeId, client, credential, account, operator, traceparent);
    }

    /** The same actor, with this credential and account. */
    public Actor with(@Nullable CredentialId credential, @Nullable AccountId account) {
        return new Actor(source, challengeId, client, credential, account, operator, traceparent);
    }

    /** The same actor, with this token. */
    public Actor presenting(OperatorToken token) {
        return new Actor(source, challengeId, client, credential, account, token, traceparent);
    }

    /** The same actor, in this trace. */
    public Actor tracedBy(@Nullable String trace) {
        return new Actor(source, challengeId, client, credential, account, operator, trace);
    }
}
