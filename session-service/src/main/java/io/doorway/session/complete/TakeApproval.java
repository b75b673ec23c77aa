package io.doorway.session.complete;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.secret.SecretText;
import io.doorway.store.Loaded;
import io.doorway.store.Verdict;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of an approval that its own browser wants to take.
 *
 * <p>A wrong code is a transition like any other: of a hundred guesses at once, each that is answered "wrong" has taken a try of its
 * own, for the store lets one through and shows the others what it left.
 */
final class TakeApproval {

    private final Presented presented;
    private final SecretText fresh;
    private final Function<SecretText, URI> redirect;

    /**
     * @param presented what the browser presents
     * @param fresh the code that it gets, if it is the first
     * @param redirect the way back with a code
     */
    TakeApproval(Presented presented, SecretText fresh, Function<SecretText, URI> redirect) {
        this.presented = presented;
        this.fresh = fresh;
        this.redirect = redirect;
    }

    /** A browser that has the answer already gets it again, whatever it presents: it has proven its cookie and its key. */
    Verdict<Completion> of(Loaded loaded) {
        return switch (loaded.challenge()) {
            case Consumed consumed ->
                new Verdict.Again<>(granted(consumed.consumption().code()));
            case Approved approved when loaded.overdue() -> new Verdict.Refuse<>(RefusalReason.EXPIRED);
            case Approved approved -> take(approved, loaded);
            default -> new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
        };
    }

    private Verdict<Completion> take(Approved approved, Loaded loaded) {
        @Nullable Handover handover = approved.handover();
        if (approved.check() != presented.check()) {
            return new Verdict.Refuse<>(missing(approved.check()));
        }
        if (handover == null || presented.matches(handover)) {
            Consumption consumption = new Consumption(fresh, approved.check(), loaded.now());
            return new Verdict.Change<>(approved.consume(consumption), granted(fresh));
        }
        return handover.kind() == Check.TYPED_CODE
                ? mistyped(approved, handover, loaded)
                : new Verdict.Refuse<>(RefusalReason.WRONG_RETURN);
    }

    private static Verdict<Completion> mistyped(Approved approved, Handover handover, Loaded loaded) {
        return handover.triesLeft() > 1
                ? new Verdict.Change<>(
                        approved.mistype(loaded.now()), new Completion.Mistyped(handover.triesLeft() - 1))
                : new Verdict.Change<>(
                        approved.cancel(Canceller.WRONG_CODE, loaded.now()), new Completion.OutOfTries());
    }

    /** It costs no try to present nothing, or what another login would ask for. */
    private static RefusalReason missing(Check due) {
        return switch (due) {
            case TYPED_CODE -> RefusalReason.CODE_REQUIRED;
            case RETURN -> RefusalReason.WRONG_RETURN;
            default -> RefusalReason.WRONG_STATE;
        };
    }

    private Completion granted(SecretText code) {
        return new Completion.Granted(redirect.apply(code));
    }
}
