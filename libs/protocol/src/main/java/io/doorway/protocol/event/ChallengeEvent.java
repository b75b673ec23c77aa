package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.protocol.vocabulary.StateName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transition of a challenge. Its identity is the challenge and the version that it led to. */
public sealed interface ChallengeEvent extends Event {

    ChallengeId challengeId();

    /** The version that the transition led to. */
    long version();

    /** The {@code client_id} of the relying party. */
    ClientId client();

    /** The state that the transition led to. */
    default StateName state() {
        return switch (this) {
            case ChallengeCreated e -> StateName.CREATED;
            case ChallengeScanned e -> StateName.SCANNED;
            case ChallengeApproved e -> StateName.APPROVED;
            case ConfirmationCodeRejected e -> StateName.APPROVED;
            case ConfirmationTimeExtended e -> StateName.APPROVED;
            case ChallengeRejected e -> StateName.REJECTED;
            case ChallengeConsumed e -> StateName.CONSUMED;
            case ChallengeCancelled e -> StateName.CANCELLED;
            case ChallengeExpired e -> StateName.EXPIRED;
        };
    }

    @Override
    @JsonIgnore
    default String topic() {
        return Topics.TRANSITIONS;
    }

    @Override
    @JsonIgnore
    default String key() {
        return challengeId().value();
    }

    @Override
    @JsonIgnore
    default String uid() {
        return challengeId() + ":" + version();
    }

    /** A challenge was created for a browser. The fields are described in {@code ChallengeCreated.json}. */
    record ChallengeCreated(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            String clientName,
            String clientDomain,
            String action,
            @Nullable Map<String, String> actionDetails,
            List<String> claims,
            Acr acrRequested,
            String browserKey,
            String browserIp,
            @Nullable String browserLocation,
            String browserAgent,
            boolean browserShared,
            Route route,
            CheckPolicy checkPolicy,
            @Nullable AccountId account,
            Instant deadline,
            @Nullable String traceparent)
            implements ChallengeEvent {}

    /** A credential claimed the challenge. The fields are described in {@code ChallengeScanned.json}. */
    record ChallengeScanned(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            CredentialId credential,
            AccountId account,
            boolean browserKnown,
            List<RiskSignal> risk,
            Check check,
            boolean passkey,
            @Nullable String phoneIp,
            Instant deadline,
            @Nullable String traceparent)
            implements ChallengeEvent {}

    /** The person approved, by signature. The fields are described in {@code ChallengeApproved.json}. */
    record ChallengeApproved(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            @Nullable String action,
            @Nullable Map<String, String> actionDetails,
            CredentialId credential,
            AccountId account,
            String transcriptHash,
            Acr acr,
            List<String> amr,
            List<RiskSignal> risk,
            Check check,
            Instant deadline,
            @Nullable String traceparent)
            implements ChallengeEvent {}

    /** The browser presented a wrong confirmation code and may try again. The fields are described in {@code ConfirmationCodeRejected.json}. */
    record ConfirmationCodeRejected(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            String clientName,
            CredentialId credential,
            AccountId account,
            int triesLeft,
            String browserIp,
            Instant deadline,
            @Nullable String traceparent)
            implements ChallengeEvent {}

    /** The person asked for more time to enter the confirmation code. The fields are described in {@code ConfirmationTimeExtended.json}. */
    record ConfirmationTimeExtended(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            String clientName,
            CredentialId credential,
            AccountId account,
            String browserIp,
            Instant deadline,
            @Nullable String traceparent)
            implements ChallengeEvent {}

    /** The person rejected the login. The fields are described in {@code ChallengeRejected.json}. */
    record ChallengeRejected(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            String clientName,
            @Nullable String action,
            @Nullable Map<String, String> actionDetails,
            CredentialId credential,
            AccountId account,
            RejectReason reason,
            @Nullable String traceparent)
            implements ChallengeEvent {}

    /** The browser of the challenge got its authorization code. The fields are described in {@code ChallengeConsumed.json}. */
    record ChallengeConsumed(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            String clientName,
            String clientDomain,
            @Nullable String action,
            @Nullable Map<String, String> actionDetails,
            CredentialId credential,
            AccountId account,
            Acr acr,
            List<String> amr,
            Check check,
            String browserKey,
            String browserIp,
            @Nullable String browserLocation,
            String browserAgent,
            boolean browserShared,
            @Nullable String traceparent)
            implements ChallengeEvent {}

    /** The challenge was ended before its deadline. The fields are described in {@code ChallengeCancelled.json}. */
    record ChallengeCancelled(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            String clientName,
            @Nullable String action,
            @Nullable Map<String, String> actionDetails,
            StateName from,
            Canceller by,
            @Nullable CredentialId credential,
            @Nullable AccountId account,
            @Nullable String traceparent)
            implements ChallengeEvent {}

    /** A deadline passed. The fields are described in {@code ChallengeExpired.json}. */
    record ChallengeExpired(
            ChallengeId challengeId,
            long version,
            Instant at,
            ClientId client,
            String clientName,
            @Nullable String action,
            @Nullable Map<String, String> actionDetails,
            StateName from,
            @Nullable CredentialId credential,
            @Nullable AccountId account,
            @Nullable String traceparent)
            implements ChallengeEvent {}
}
