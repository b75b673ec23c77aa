package io.doorway.approval.phone.decide;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.StateName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a decision of the phone.
 *
 * @param state {@code approved} or {@code rejected}
 * @param code the confirmation code, six digits that the person types into the browser, or null
 * @param returnTo the address at which the browser of the same device continues, or null
 * @param expiresIn the number of whole seconds in which the browser may present either of them, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionResponse(
        StateName state,
        @Nullable SecretText code,
        @Nullable SecretText returnTo,
        @Nullable Long expiresIn) {
    static final DecisionResponse APPROVED = new DecisionResponse(StateName.APPROVED, null, null, null);
    static final DecisionResponse REJECTED = new DecisionResponse(StateName.REJECTED, null, null, null);

    static DecisionResponse withCode(SecretText code, Duration validFor) {
        return new DecisionResponse(StateName.APPROVED, code, null, validFor.toSeconds());
    }

    static DecisionResponse withReturnLink(SecretText returnTo, Duration validFor) {
        return new DecisionResponse(StateName.APPROVED, null, returnTo, validFor.toSeconds());
    }
}
