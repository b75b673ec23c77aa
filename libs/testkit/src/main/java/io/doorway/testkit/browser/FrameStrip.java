package io.doorway.testkit.browser;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * The next frames of a QR code.
 *
 * @param periodMs how long each is shown
 * @param frames in the order of their seconds
 */
public record FrameStrip(
        @JsonProperty("period_ms") long periodMs,
        @JsonProperty("frames") List<Frame> frames) {

    /**
     * One second's QR code.
     *
     * @param notBefore from when it is shown
     * @param content the address that it encodes
     * @param svg its picture
     */
    public record Frame(
            @JsonProperty("not_before") Instant notBefore,
            @JsonProperty("content") String content,
            @JsonProperty("svg") String svg) {}

    /** What a phone would read from the screen now. */
    public Frame current() {
        return frames.getFirst();
    }
}
