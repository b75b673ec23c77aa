package io.doorway.approval.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as its person is shown it.
 *
 * @param id the challenge of a login, for {@code disown}; else a name of its own
 * @param kind what
 * @param at when
 * @param credentialId the device that decided, or that it is about, if one did
 * @param device what its owner calls it
 * @param reason why it ended so: of a rejection the person's reason, of a cancellation who cancelled, of an expiry the state; of a
 *     removed device {@code person} or {@code operator}
 * @param clientName the relying party
 * @param clientDomain its domain, of a login
 * @param browser the browser that was logged in, remembered or forgotten, in words
 * @param browserIp its address
 * @param browserLocation where that is, if this Doorway knows
 * @param mayDisown whether the person may still say that it was not theirs
 * @param disownedAt when they said so
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Activity(
        String id,
        String kind,
        Instant at,
        @Nullable String credentialId,
        @Nullable String device,
        @Nullable String reason,
        @Nullable String clientName,
        @Nullable String clientDomain,
        @Nullable String browser,
        @Nullable String browserIp,
        @Nullable String browserLocation,
        boolean mayDisown,
        @Nullable Instant disownedAt) {}
