package io.doorway.approval.phone.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.store.ChallengeSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a login for the phone that scanned it.
 *
 * @param state the state; {@code expired} from the deadline on, whether or not the sweeper has run
 * @param version the version of the state, which the phone sends with its next call
 * @param triesLeft how many confirmation codes the browser may still present, or null if it presents none
 * @param expiresIn how many seconds the browser may still present a confirmation code, or null if it presents none
 * @param by who or what cancelled the login, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomeResponse(
        StateName state,
        long version,
        @Nullable Integer triesLeft,
        @Nullable Long expiresIn,
        @Nullable Canceller by) {

    static OutcomeResponse of(ChallengeSnapshot snapshot) {
        Challenge challenge = snapshot.challenge();
        return snapshot.overdue() ? of(StateName.EXPIRED, challenge.version() + 1) : of(challenge, snapshot.now());
    }

    private static OutcomeResponse of(Challenge challenge, Instant now) {
        return switch (challenge) {
            case Approved approved
            when approved.confirmation() instanceof ConfirmationCode code ->
                new OutcomeResponse(
                        StateName.APPROVED,
                        approved.version(),
                        code.attemptsLeft(),
                        Duration.between(now, approved.deadline()).toSeconds(),
                        null);
            case Cancelled cancelled ->
                new OutcomeResponse(StateName.CANCELLED, cancelled.version(), null, null, cancelled.by());
            default -> of(challenge.state(), challenge.version());
        };
    }

    private static OutcomeResponse of(StateName state, long version) {
        return new OutcomeResponse(state, version, null, null, null);
    }

    /** Whether the phone has something new to show: a later version than it knows, or a state that is final. */
    boolean isNews(long knownVersion) {
        return version > knownVersion || !(state == StateName.SCANNED || state == StateName.APPROVED);
    }
}
