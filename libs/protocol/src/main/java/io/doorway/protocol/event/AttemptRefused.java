package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt was refused. The fields are described in {@code AttemptRefused.json}. */
public record AttemptRefused(
        String eventId,
        Instant at,
        Attempt attempt,
        RefusalReason reason,
        String source,
        @Nullable ChallengeId challengeId,
        @Nullable ClientId client,
        @Nullable CredentialId credential,
        @Nullable AccountId account,
        @Nullable String operator,
        @Nullable String operatorToken,
        @Nullable String error,
        @Nullable String errorDetail,
        @Nullable String traceparent)
        implements Event {

    @Override
    @JsonIgnore
    public String topic() {
        return Topics.REFUSALS;
    }

    @Override
    @JsonIgnore
    public String key() {
        return challengeId == null ? source : challengeId.value();
    }

    @Override
    @JsonIgnore
    public String uid() {
        return eventId;
    }
}
