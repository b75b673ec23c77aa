package io.doorway.session.login.complete;

import io.doorway.protocol.challenge.BrowserConfirmation;
import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.login.complete.LoginProtocol.AuthorizationResponse;
import io.doorway.session.login.complete.LoginProtocol.BrowserSession;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.TransitionDecision;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a browser may consume the approval of its challenge.
 *
 * <p>A wrong confirmation code is a transition, which the store commits by compare-and-set. Of any number of concurrent guesses, each that
 * is answered as wrong has used up a try of its own.
 */
final class ConsumeApproval {

    private final CompletionRequest request;
    private final AuthorizationResponse response;

    ConsumeApproval(CompletionRequest request, AuthorizationResponse response) {
        this.request = request;
        this.response = response;
    }

    /** A browser whose challenge is consumed gets the same code again, whatever it sends: it has proved its cookie and its key. */
    TransitionDecision<Completion> decide(ChallengeSnapshot loaded) {
        return switch (loaded.challenge()) {
            case Consumed consumed -> new TransitionDecision.Repeat<>(completed(consumed));
            case Approved approved when loaded.overdue() -> new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
            case Approved approved -> consume(approved, loaded);
            default -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
        };
    }

    /**
     * Whether the browser has presented what completes this login. Its request is reserved only then, so that a login that is not completed
     * does not stop another one of the same page.
     */
    boolean isConfirmed(Challenge challenge) {
        return challenge instanceof Approved approved
                && approved.check() == request.check()
                && (approved.confirmation() == null || request.matches(approved.confirmation()));
    }

    private TransitionDecision<Completion> consume(Approved approved, ChallengeSnapshot loaded) {
        @Nullable BrowserConfirmation confirmation = approved.confirmation();
        if (approved.check() != request.check()) {
            return new TransitionDecision.Refuse<>(confirmationRequired(approved.check()));
        }
        if (confirmation == null || request.matches(confirmation)) {
            Consumption consumption = new Consumption(response.newCode(), approved.check(), loaded.now());
            Transition<Consumed> transition = approved.consume(consumption);
            return new TransitionDecision.Change<>(transition, completed(transition.next()));
        }
        return confirmation instanceof ConfirmationCode code
                ? rejectCode(approved, code, loaded)
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_RETURN);
    }

    private static TransitionDecision<Completion> rejectCode(
            Approved approved, ConfirmationCode code, ChallengeSnapshot loaded) {
        return code.lastAttempt()
                ? new TransitionDecision.Change<>(
                        approved.cancel(Canceller.WRONG_CODE, loaded.now()), new Completion.NoTriesLeft())
                : new TransitionDecision.Change<>(
                        approved.rejectCode(loaded.now()), new Completion.WrongCode(code.attemptsLeft() - 1));
    }

    /** The refusal of a request without the required confirmation. It does not use up a try. */
    private static RefusalReason confirmationRequired(Check required) {
        return switch (required) {
            case TYPED_CODE -> RefusalReason.CODE_REQUIRED;
            case RETURN -> RefusalReason.WRONG_RETURN;
            default -> RefusalReason.WRONG_STATE;
        };
    }

    private Completion completed(Consumed login) {
        return new Completion.Completed(
                login, response.redirectUri(login.consumption().code()), null);
    }

    /** The result of a request to complete a login, by the browser that the challenge is bound to. */
    sealed interface Completion {

        /**
         * The login is completed. The redirect address contains the authorization code.
         *
         * @param session what the browser gets for the session that the login began, or null
         */
        record Completed(
                Consumed login, URI redirectTo, @Nullable BrowserSession session) implements Completion {

            Completed with(@Nullable BrowserSession begun) {
                return new Completed(login, redirectTo, begun);
            }
        }

        /** Another person approved than the one whom the relying party asked for. The redirect address contains the error. */
        record OtherPerson(URI redirectTo) implements Completion {}

        /** The confirmation code was wrong. It may be entered again. */
        record WrongCode(int triesLeft) implements Completion {}

        /** The confirmation code was wrong at the last try. The login is cancelled. */
        record NoTriesLeft() implements Completion {}
    }
}
