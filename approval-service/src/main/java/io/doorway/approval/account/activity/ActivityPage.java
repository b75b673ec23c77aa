package io.doorway.approval.account.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of an activity list.
 *
 * @param activity newest first
 * @param next the value of {@code before} for the next page; null on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityPage(List<Item> activity, @Nullable String next) {

    /**
     * An entry of the list.
     *
     * @param id the challenge id of a login, or an id of its own
     * @param kind the wire name of an {@link ActivityKind}
     * @param at when it happened
     * @param credentialId the device that decided, or that the entry is about
     * @param device the person's name for that device
     * @param reason of a rejection the person's reason, of a cancellation who cancelled, of an expiry the state, of a removed device
     *     {@code person} or {@code operator}
     * @param clientName the relying party's name
     * @param clientDomain the relying party's domain, of a login
     * @param browser browser and operating system of the browser that was logged in, remembered or forgotten
     * @param browserIp the browser's address
     * @param browserLocation the location of that address, if it is known
     * @param invitationName what the operator called the invitation of a new device
     * @param action the type of the action of a login, such as {@code login} or {@code payment}
     * @param actionDetails the published fields of that action, such as amount and payee
     * @param browserExpiresAt of a remembered browser that is still known: until when it needs no code
     * @param mayDisown whether the person may disown this login
     * @param disownedAt when the person disowned it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
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
            @Nullable String invitationName,
            @Nullable String action,
            @Nullable Map<String, Object> actionDetails,
            @Nullable Instant browserExpiresAt,
            boolean mayDisown,
            @Nullable Instant disownedAt) {}
}
