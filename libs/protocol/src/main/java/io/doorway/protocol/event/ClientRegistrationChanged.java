package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registration of a relying party changed in its file. The fields are described in {@code ClientRegistrationChanged.json}. */
public record ClientRegistrationChanged(
        String eventId, Instant at, ClientId client, RegistrationChange change, List<String> members) implements Event {

    /** What became of the registration. */
    public enum RegistrationChange implements WireName {
        ADDED,
        CHANGED,
        REMOVED
    }

    @Override
    @JsonIgnore
    public String topic() {
        return Topics.ADMINISTRATION;
    }

    @Override
    @JsonIgnore
    public String key() {
        return client.value();
    }

    @Override
    @JsonIgnore
    public String uid() {
        return eventId;
    }

    /** A changed file belongs to no trace. */
    @Override
    @JsonIgnore
    public @Nullable String traceparent() {
        return null;
    }
}
