package io.doorway.approval.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device as its owner sees it in the list.
 *
 * @param credentialId its name here
 * @param name what its owner called it
 * @param enrolledAt since when
 * @param current whether it is the one that asks
 * @param recognised false if it came after the one that asks, and nobody has said there that it is theirs
 * @param coolingOffUntil from when on it may approve the high assurance; null if it may already
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Device(
        String credentialId,
        String name,
        Instant enrolledAt,
        boolean current,
        boolean recognised,
        @Nullable Instant coolingOffUntil) {}
