package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.vocabulary.RefusalReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Refused attempts that were not published each by itself. The fields are described in {@code RefusalsSuppressed.json}. */
public record RefusalsSuppressed(
        String eventId, Instant at, Instant since, String network, RefusalReason reason, long refusals, int sources)
        implements Event {

    @Override
    @JsonIgnore
    public String topic() {
        return Topics.REFUSALS;
    }

    @Override
    @JsonIgnore
    public String key() {
        return network;
    }

    @Override
    @JsonIgnore
    public String uid() {
        return eventId;
    }

    /** They belong to no trace. */
    @Override
    @JsonIgnore
    public @Nullable String traceparent() {
        return null;
    }
}
