package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChallengeCreated.class, name = "ChallengeCreated"),
    @JsonSubTypes.Type(value = ChallengeScanned.class, name = "ChallengeScanned"),
    @JsonSubTypes.Type(value = ChallengeApproved.class, name = "ChallengeApproved"),
    @JsonSubTypes.Type(value = ChallengeCodeMistyped.class, name = "ChallengeCodeMistyped"),
    @JsonSubTypes.Type(value = ChallengeRejected.class, name = "ChallengeRejected"),
    @JsonSubTypes.Type(value = ChallengeConsumed.class, name = "ChallengeConsumed"),
    @JsonSubTypes.Type(value = ChallengeCancelled.class, name = "ChallengeCancelled"),
    @JsonSubTypes.Type(value = ChallengeExpired.class, name = "ChallengeExpired"),
    @JsonSubTypes.Type(value = AttemptRefused.class, name = "AttemptRefused"),
    @JsonSubTypes.Type(value = BrowserRemembered.class, name = "BrowserRemembered"),
    @JsonSubTypes.Type(value = BrowserForgotten.class, name = "BrowserForgotten"),
    @JsonSubTypes.Type(value = DeviceEnrolled.class, name = "DeviceEnrolled"),
    @JsonSubTypes.Type(value = DeviceSuspended.class, name = "DeviceSuspended"),
    @JsonSubTypes.Type(value = DeviceResumed.class, name = "DeviceResumed"),
    @JsonSubTypes.Type(value = DeviceRevoked.class, name = "DeviceRevoked"),
    @JsonSubTypes.Type(value = PasskeyRegistered.class, name = "PasskeyRegistered"),
    @JsonSubTypes.Type(value = PasskeyRemoved.class, name = "PasskeyRemoved"),
    @JsonSubTypes.Type(value = TokensIssued.class, name = "TokensIssued"),
    @JsonSubTypes.Type(value = CodeReplayed.class, name = "CodeReplayed"),
    @JsonSubTypes.Type(value = LoginDisowned.class, name = "LoginDisowned"),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface Event permits ChallengeEvent, AttemptRefused, DeviceEvent, BrowserEvent, SessionEvent {

    /** The topic it is told on. */
    String topic();

    /** The record key: events of one key stay in order. */
    String key();

    /** The identity that a consumer drops duplicates by. */
    String uid();

    /** When it happened. */
    Instant at();

    /** The W3C trace context it belongs to, or null. */
    @Nullable
    String traceparent();

    /** The name of its schema and of its {@code type} property. */
    default String type() {
        return getClass().getSimpleName();
    }
}
