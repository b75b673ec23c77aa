package io.doorway.testkit.browser;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** The answer to {@code POST /challenges}. */
public record IssuedChallenge(
        @JsonProperty("challenge_id") String challengeId,
        @JsonProperty("version") long version,
        @JsonProperty("state") String state,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("server_time") Instant serverTime) {}
