package io.doorway.testkit.browser;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells of itself when it asks for a challenge, the body of {@code POST /challenges}. What is null is not said.
 *
 * @param timeZone where the browser's clock is set for, such as {@code Europe/Paris}
 * @param route {@code cross-device} or {@code same-device}
 * @param shared whether the person says that others use the browser too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageSays(
        @JsonProperty("time_zone") @Nullable String timeZone,
        @JsonProperty("route") @Nullable String route,
        @JsonProperty("shared") @Nullable Boolean shared) {

    /** A page that says nothing; the body is {@code {}}. */
    public static final PageSays NOTHING = new PageSays(null, null, null);

    /** Says the time zone too. */
    public PageSays in(String zone) {
        return new PageSays(zone, route, shared);
    }

    /** Wants to be approved by the app on the same device. */
    public PageSays onThisDevice() {
        return new PageSays(timeZone, "same-device", shared);
    }

    /** Says that others use the browser too. */
    public PageSays sharedWithOthers() {
        return new PageSays(timeZone, route, true);
    }
}
