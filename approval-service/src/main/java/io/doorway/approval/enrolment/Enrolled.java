package io.doorway.approval.enrolment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A device is enrolled.
 *
 * @param credentialId what the device calls itself from now on, the {@code kid} of its messages
 * @param account whose device it is
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Enrolled(String credentialId, String account) {}
