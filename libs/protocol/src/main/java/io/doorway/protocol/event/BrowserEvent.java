package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.WireName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change of the browsers that an account knows. Published on the topic of the devices. */
public sealed interface BrowserEvent extends Event {

    String eventId();

    /** The id of the browser in the account's list. */
    String browser();

    AccountId account();

    @Override
    @JsonIgnore
    default String topic() {
        return Topics.DEVICES;
    }

    @Override
    @JsonIgnore
    default String key() {
        return browser();
    }

    @Override
    @JsonIgnore
    default String uid() {
        return eventId();
    }

    /** A browser in which a confirmation code was typed became known. The fields are described in {@code BrowserRemembered.json}. */
    record BrowserRemembered(
            String eventId,
            Instant at,
            String browser,
            AccountId account,
            String browserAgent,
            ChallengeId challengeId,
            Instant expiresAt,
            @Nullable String traceparent)
            implements BrowserEvent {}

    /** A browser is no longer known. The fields are described in {@code BrowserForgotten.json}. */
    record BrowserForgotten(
            String eventId,
            Instant at,
            String browser,
            AccountId account,
            CredentialId credential,
            @Nullable ForgottenBecause because,
            @Nullable String traceparent)
            implements BrowserEvent {

        /** Why it is no longer known. */
        public enum ForgottenBecause implements WireName {
            /** The person removed it from the list, or disowned a login in it. */
            PERSON,
            /** The device that had made it known was revoked. */
            DEVICE_REVOKED
        }
    }
}
