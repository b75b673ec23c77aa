package io.doorway.approval.browser;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/**
 * A browser as the person sees it in the list.
 *
 * @param browserId its name here
 * @param description browser and system in words
 * @param firstUsedAt when the account first logged in with it
 * @param lastUsedAt when it last did
 * @param expiresAt from when on it is asked for a code again
 */
@JsonNaming(SnakeCaseStrategy.class)
record KnownBrowser(String browserId, String description, Instant firstUsedAt, Instant lastUsedAt, Instant expiresAt) {}
