package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.vocabulary.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change that an operator made, with the token that authorised it. It names claims, and never contains their values. */
public sealed interface AdministrationEvent extends Event {

    String eventId();

    AccountId account();

    /** The {@code sub} of the operator's token. */
    String operator();

    /** The {@code jti} of the operator's token. */
    String operatorToken();

    @Override
    @JsonIgnore
    default String topic() {
        return Topics.ADMINISTRATION;
    }

    @Override
    @JsonIgnore
    default String key() {
        return account().value();
    }

    @Override
    @JsonIgnore
    default String uid() {
        return eventId();
    }

    /** An account was created. The fields are described in {@code AccountCreated.json}. */
    record AccountCreated(
            String eventId,
            Instant at,
            AccountId account,
            List<String> claims,
            String operator,
            String operatorToken,
            String source,
            @Nullable String traceparent)
            implements AdministrationEvent {}

    /** The claims of an account were replaced by others. The fields are described in {@code AccountClaimsReplaced.json}. */
    record AccountClaimsReplaced(
            String eventId,
            Instant at,
            AccountId account,
            List<String> added,
            List<String> changed,
            List<String> removed,
            String operator,
            String operatorToken,
            String source,
            @Nullable String traceparent)
            implements AdministrationEvent {}

    /** An active account was suspended. The fields are described in {@code AccountSuspended.json}. */
    record AccountSuspended(
            String eventId,
            Instant at,
            AccountId account,
            String operator,
            String operatorToken,
            String source,
            @Nullable String traceparent)
            implements AdministrationEvent {}

    /** A suspended account was resumed. The fields are described in {@code AccountResumed.json}. */
    record AccountResumed(
            String eventId,
            Instant at,
            AccountId account,
            String operator,
            String operatorToken,
            String source,
            @Nullable String traceparent)
            implements AdministrationEvent {}

    /** All sessions of an account were ended. The fields are described in {@code AccountSessionsEnded.json}. */
    record AccountSessionsEnded(
            String eventId,
            Instant at,
            AccountId account,
            String operator,
            String operatorToken,
            String source,
            @Nullable String traceparent)
            implements AdministrationEvent {}

    /** A person was invited to enrol a device. The fields are described in {@code InvitationCreated.json}. */
    record InvitationCreated(
            String eventId,
            Instant at,
            AccountId account,
            String invitation,
            @Nullable String invitationName,
            Instant expiresAt,
            String operator,
            String operatorToken,
            String source,
            @Nullable String traceparent)
            implements AdministrationEvent {}

    /** An invitation was revoked before it was used. The fields are described in {@code InvitationRevoked.json}. */
    record InvitationRevoked(
            String eventId,
            Instant at,
            AccountId account,
            String invitation,
            @Nullable String invitationName,
            String operator,
            String operatorToken,
            String source,
            @Nullable String traceparent)
            implements AdministrationEvent {}

    /** An invitation expired without having been used. The fields are described in {@code InvitationExpired.json}. */
    record InvitationExpired(
            String eventId,
            Instant at,
            AccountId account,
            String invitation,
            @Nullable String invitationName,
            String operator,
            String operatorToken,
            @Nullable String traceparent)
            implements AdministrationEvent {}
}
