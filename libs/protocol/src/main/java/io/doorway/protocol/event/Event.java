package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.doorway.protocol.event.AdministrationEvent.AccountClaimsReplaced;
import io.doorway.protocol.event.AdministrationEvent.AccountCreated;
import io.doorway.protocol.event.AdministrationEvent.AccountResumed;
import io.doorway.protocol.event.AdministrationEvent.AccountSessionsEnded;
import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.AdministrationEvent.InvitationCreated;
import io.doorway.protocol.event.AdministrationEvent.InvitationExpired;
import io.doorway.protocol.event.AdministrationEvent.InvitationRevoked;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.ChallengeEvent.ChallengeRejected;
import io.doorway.protocol.event.ChallengeEvent.ChallengeScanned;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationCodeRejected;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationTimeExtended;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalCancelled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalRequested;
import io.doorway.protocol.event.DeviceEvent.DeviceRenamed;
import io.doorway.protocol.event.DeviceEvent.DeviceResumed;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.DeviceEvent.DeviceSuspended;
import io.doorway.protocol.event.DeviceEvent.PasskeyRegistered;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.event.SessionEvent.CodeReplayed;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.event.SessionEvent.SessionContinued;
import io.doorway.protocol.event.SessionEvent.SessionEndRequested;
import io.doorway.protocol.event.SessionEvent.SessionEnded;
import io.doorway.protocol.event.SessionEvent.SessionStarted;
import io.doorway.protocol.event.SessionEvent.TokensIssued;
import io.doorway.protocol.event.SessionEvent.TokensRefreshed;
import io.doorway.protocol.event.SessionEvent.TokensRevoked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChallengeCreated.class, name = "ChallengeCreated"),
    @JsonSubTypes.Type(value = ChallengeScanned.class, name = "ChallengeScanned"),
    @JsonSubTypes.Type(value = ChallengeApproved.class, name = "ChallengeApproved"),
    @JsonSubTypes.Type(value = ConfirmationCodeRejected.class, name = "ConfirmationCodeRejected"),
    @JsonSubTypes.Type(value = ConfirmationTimeExtended.class, name = "ConfirmationTimeExtended"),
    @JsonSubTypes.Type(value = ChallengeRejected.class, name = "ChallengeRejected"),
    @JsonSubTypes.Type(value = ChallengeConsumed.class, name = "ChallengeConsumed"),
    @JsonSubTypes.Type(value = ChallengeCancelled.class, name = "ChallengeCancelled"),
    @JsonSubTypes.Type(value = ChallengeExpired.class, name = "ChallengeExpired"),
    @JsonSubTypes.Type(value = AttemptRefused.class, name = "AttemptRefused"),
    @JsonSubTypes.Type(value = RefusalsSuppressed.class, name = "RefusalsSuppressed"),
    @JsonSubTypes.Type(value = BrowserRemembered.class, name = "BrowserRemembered"),
    @JsonSubTypes.Type(value = BrowserForgotten.class, name = "BrowserForgotten"),
    @JsonSubTypes.Type(value = DeviceEnrolled.class, name = "DeviceEnrolled"),
    @JsonSubTypes.Type(value = DeviceSuspended.class, name = "DeviceSuspended"),
    @JsonSubTypes.Type(value = DeviceResumed.class, name = "DeviceResumed"),
    @JsonSubTypes.Type(value = DeviceRevoked.class, name = "DeviceRevoked"),
    @JsonSubTypes.Type(value = DeviceRemovalRequested.class, name = "DeviceRemovalRequested"),
    @JsonSubTypes.Type(value = DeviceRemovalCancelled.class, name = "DeviceRemovalCancelled"),
    @JsonSubTypes.Type(value = DeviceRenamed.class, name = "DeviceRenamed"),
    @JsonSubTypes.Type(value = PasskeyRegistered.class, name = "PasskeyRegistered"),
    @JsonSubTypes.Type(value = PasskeyRemoved.class, name = "PasskeyRemoved"),
    @JsonSubTypes.Type(value = TokensIssued.class, name = "TokensIssued"),
    @JsonSubTypes.Type(value = TokensRefreshed.class, name = "TokensRefreshed"),
    @JsonSubTypes.Type(value = TokensRevoked.class, name = "TokensRevoked"),
    @JsonSubTypes.Type(value = CodeReplayed.class, name = "CodeReplayed"),
    @JsonSubTypes.Type(value = LoginDisowned.class, name = "LoginDisowned"),
    @JsonSubTypes.Type(value = SessionStarted.class, name = "SessionStarted"),
    @JsonSubTypes.Type(value = SessionContinued.class, name = "SessionContinued"),
    @JsonSubTypes.Type(value = SessionEndRequested.class, name = "SessionEndRequested"),
    @JsonSubTypes.Type(value = SessionEnded.class, name = "SessionEnded"),
    @JsonSubTypes.Type(value = AccountCreated.class, name = "AccountCreated"),
    @JsonSubTypes.Type(value = AccountClaimsReplaced.class, name = "AccountClaimsReplaced"),
    @JsonSubTypes.Type(value = AccountSuspended.class, name = "AccountSuspended"),
    @JsonSubTypes.Type(value = AccountResumed.class, name = "AccountResumed"),
    @JsonSubTypes.Type(value = AccountSessionsEnded.class, name = "AccountSessionsEnded"),
    @JsonSubTypes.Type(value = InvitationCreated.class, name = "InvitationCreated"),
    @JsonSubTypes.Type(value = InvitationRevoked.class, name = "InvitationRevoked"),
    @JsonSubTypes.Type(value = InvitationExpired.class, name = "InvitationExpired"),
    @JsonSubTypes.Type(value = ClientRegistrationChanged.class, name = "ClientRegistrationChanged"),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface Event
        permits ChallengeEvent,
                AttemptRefused,
                RefusalsSuppressed,
                DeviceEvent,
                BrowserEvent,
                SessionEvent,
                AdministrationEvent,
                ClientRegistrationChanged {

    /** The topic on which it is published. */
    String topic();

    /** The record key. Events with the same key stay in order. */
    String key();

    /** The identity by which a consumer discards duplicates. */
    String uid();

    /** The time of the event. */
    Instant at();

    /** The W3C trace context, or null. */
    @Nullable
    String traceparent();

    /** The name of its schema and of its {@code type} property. */
    default String type() {
        return getClass().getSimpleName();
    }
}
