package io.doorway.approval.enrolment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.secret.SecretText;
import java.time.Instant;

/**
 * What an operator hands to a person so that they can enrol a device.
 *
 * @param enrolmentCode to type
 * @param link to open on the phone; the code is its fragment, which browsers do not send to servers
 * @param expiresAt until when
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EnrolmentInvitation(SecretText enrolmentCode, SecretText link, Instant expiresAt) {}
