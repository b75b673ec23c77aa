package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.StateName;

/** A transition of a challenge. Its identity is the challenge and the version that it led to. */
public sealed interface ChallengeEvent extends Event
        permits ChallengeCreated,
                ChallengeScanned,
                ChallengeApproved,
                ChallengeCodeMistyped,
                ChallengeRejected,
                ChallengeConsumed,
                ChallengeCancelled,
                ChallengeExpired {

    ChallengeId challengeId();

    /** The version that the transition led to. */
    long version();

    /** The {@code client_id} of the relying party that asked. */
    String client();

    /** The state that the transition led to. */
    default StateName state() {
        return switch (this) {
            case ChallengeCreated e -> StateName.CREATED;
            case ChallengeScanned e -> StateName.SCANNED;
            case ChallengeApproved e -> StateName.APPROVED;
            case ChallengeCodeMistyped e -> StateName.APPROVED;
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
}
