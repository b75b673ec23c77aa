package io.doorway.approval.device;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/**
 * A device as its owner sees it in the list.
 *
 * @param credentialId its name here
 * @param name what its owner called it
 * @param enrolledAt since when
 * @param current whether it is the one that asks
 * @param recognised false if it came after the one that asks, and nobody has said there that it is theirs
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Device(String credentialId, String name, Instant enrolledAt, boolean current, boolean recognised) {}
