package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody tried what they may not. The fields are described in {@code AttemptRefused.json}. */
public record AttemptRefused(
        String eventId,
        Instant at,
        Attempt attempt,
        RefusalReason reason,
        String source,
        @Nullable String challengeId,
        @Nullable String client,
        @Nullable String credential,
        @Nullable String account,
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
        return challengeId == null ? source : challengeId;
    }

    @Override
    @JsonIgnore
    public String uid() {
        return eventId;
    }
}
