package io.doorway.approval.passkey;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The passkeys of a device.
 *
 * @param passkeys oldest first
 */
public record PasskeyList(List<Item> passkeys) {

    /**
     * A passkey as its owner sees it in the list.
     *
     * @param id WebAuthn's credential id, base64url
     * @param registeredAt since when
     * @param lastUsedAt when it last approved something, or null
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Item(
            String id, Instant registeredAt, @Nullable Instant lastUsedAt) {}
}
