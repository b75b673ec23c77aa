package io.doorway.approval.decide;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.secret.SecretText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The phone's decision stands.
 *
 * @param state {@code approved} or {@code rejected}
 * @param code six digits that the person types into the browser, or null
 * @param returnTo where the app leads back to the browser of the same device, or null
 * @param expiresIn for how many whole seconds from now the browser may still present the one or the other, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decided(
        StateName state,
        @Nullable SecretText code,
        @Nullable SecretText returnTo,
        @Nullable Long expiresIn) {
    static final Decided APPROVED = new Decided(StateName.APPROVED, null, null, null);
    static final Decided REJECTED = new Decided(StateName.REJECTED, null, null, null);

    static Decided typing(SecretText code, Duration left) {
        return new Decided(StateName.APPROVED, code, null, left.toSeconds());
    }

    static Decided returning(SecretText returnTo, Duration left) {
        return new Decided(StateName.APPROVED, null, returnTo, left.toSeconds());
    }
}
