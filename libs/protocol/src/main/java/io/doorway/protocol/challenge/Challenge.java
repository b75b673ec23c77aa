package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A login transaction in one of its seven states.
 *
 * <p>Each record holds what that state knows and nothing else; a transition is a method of the states that allow it, so that an
 * illegal one does not compile.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Created.class, name = "created"),
    @JsonSubTypes.Type(value = Scanned.class, name = "scanned"),
    @JsonSubTypes.Type(value = Approved.class, name = "approved"),
    @JsonSubTypes.Type(value = Consumed.class, name = "consumed"),
    @JsonSubTypes.Type(value = Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Expired.class, name = "expired"),
})
public sealed interface Challenge permits Open, Consumed, Rejected, Cancelled, Expired {

    ChallengeId id();

    /** How many transitions led here; 1 when created. With the id, the identity of the event that led here. */
    long version();

    /** What was asked, the same in every state. */
    Asked asked();

    default StateName name() {
        return switch (this) {
            case Created c -> StateName.CREATED;
            case Scanned s -> StateName.SCANNED;
            case Approved a -> StateName.APPROVED;
            case Consumed c -> StateName.CONSUMED;
            case Rejected r -> StateName.REJECTED;
            case Cancelled c -> StateName.CANCELLED;
            case Expired e -> StateName.EXPIRED;
        };
    }
}
