package io.doorway.approval.decide;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.secret.SecretText;
import org.jspecify.annotations.Nullable;

/**
 * The phone's decision stands.
 *
 * @param state {@code approved} or {@code rejected}
 * @param code six digits that the person types into the browser, or null
 * @param returnTo where the app leads back to the browser of the same device, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decided(
        StateName state,
        @Nullable SecretText code,
        @Nullable SecretText returnTo) {
    static final Decided APPROVED = new Decided(StateName.APPROVED, null, null);
    static final Decided REJECTED = new Decided(StateName.REJECTED, null, null);

    static Decided typing(SecretText code) {
        return new Decided(StateName.APPROVED, code, null);
    }

    static Decided returning(SecretText returnTo) {
        return new Decided(StateName.APPROVED, null, returnTo);
    }
}
