package io.doorway.testkit.browser;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state message.
 *
 * @param type always {@code state}
 * @param state the state's name
 * @param version how many transitions led to it
 * @param at when the last one was
 * @param deadline until when something may follow, or null
 * @param check what completing asks for
 */
public record StateHeard(
        @JsonProperty("type") String type,
        @JsonProperty("state") String state,
        @JsonProperty("version") long version,
        @JsonProperty("at") Instant at,
        @JsonProperty("deadline") @Nullable Instant deadline,
        @JsonProperty("check") String check) {

    static StateHeard of(String json) {
        return BrowserJson.read(json, StateHeard.class);
    }

    /** Whether nothing follows. */
    public boolean terminal() {
        return switch (state) {
            case "consumed", "rejected", "cancelled", "expired" -> true;
            default -> false;
        };
    }
}
