package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.WireName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change of a device, its credential or its passkeys. */
public sealed interface DeviceEvent extends Event {

    String eventId();

    CredentialId credential();

    AccountId account();

    @Override
    @JsonIgnore
    default String topic() {
        return Topics.DEVICES;
    }

    @Override
    @JsonIgnore
    default String key() {
        return credential().value();
    }

    @Override
    @JsonIgnore
    default String uid() {
        return eventId();
    }

    /** A device was enrolled for an account. The fields are described in {@code DeviceEnrolled.json}. */
    record DeviceEnrolled(
            String eventId,
            Instant at,
            CredentialId credential,
            AccountId account,
            String deviceName,
            @Nullable String invitation,
            @Nullable String invitationName,
            @Nullable CredentialId addedBy,
            @Nullable String traceparent)
            implements DeviceEvent {}

    /** A device was suspended with its account. The fields are described in {@code DeviceSuspended.json}. */
    record DeviceSuspended(
            String eventId,
            Instant at,
            CredentialId credential,
            AccountId account,

            @Nullable String traceparent) implements DeviceEvent {}

    /** A device was resumed with its account. The fields are described in {@code DeviceResumed.json}. */
    record DeviceResumed(
            String eventId,
            Instant at,
            CredentialId credential,
            AccountId account,

            @Nullable String traceparent) implements DeviceEvent {}

    /** A device was revoked. The fields are described in {@code DeviceRevoked.json}. */
    record DeviceRevoked(
            String eventId,
            Instant at,
            CredentialId credential,
            AccountId account,
            RevokedBy by,
            @Nullable CredentialId byDevice,
            @Nullable String operator,
            @Nullable String operatorToken,
            @Nullable String traceparent)
            implements DeviceEvent {

        /** Who revoked. */
        public enum RevokedBy implements WireName {
            /** The person, from a device of the same account. */
            PERSON,
            OPERATOR
        }
    }

    /** The removal of a device was requested by a younger one. The fields are described in {@code DeviceRemovalRequested.json}. */
    record DeviceRemovalRequested(
            String eventId,
            Instant at,
            CredentialId credential,
            AccountId account,
            CredentialId by,
            Instant effectiveAt,
            @Nullable String traceparent)
            implements DeviceEvent {}

    /** The requested removal of a device was cancelled. The fields are described in {@code DeviceRemovalCancelled.json}. */
    record DeviceRemovalCancelled(
            String eventId,
            Instant at,
            CredentialId credential,
            AccountId account,
            CredentialId by,
            @Nullable String traceparent)
            implements DeviceEvent {}

    /** A device was renamed. The fields are described in {@code DeviceRenamed.json}. */
    record DeviceRenamed(
            String eventId,
            Instant at,
            CredentialId credential,
            AccountId account,
            String deviceName,
            CredentialId by,
            @Nullable String traceparent)
            implements DeviceEvent {}

    /** A device registered a passkey. The fields are described in {@code PasskeyRegistered.json}. */
    record PasskeyRegistered(
            String eventId,
            Instant at,
            String passkey,
            CredentialId credential,
            AccountId account,
            Instant activeFrom,
            @Nullable String traceparent)
            implements DeviceEvent {

        /** The passkey, because on a compacted topic its last event must not replace that of its device. */
        @Override
        public String key() {
            return passkey;
        }
    }

    /** A passkey was removed from its device. The fields are described in {@code PasskeyRemoved.json}. */
    record PasskeyRemoved(
            String eventId,
            Instant at,
            String passkey,
            CredentialId credential,
            AccountId account,
            @Nullable CredentialId by,
            @Nullable String traceparent)
            implements DeviceEvent {

        /** The passkey, because on a compacted topic its last event must not replace that of its device. */
        @Override
        public String key() {
            return passkey;
        }
    }
}
