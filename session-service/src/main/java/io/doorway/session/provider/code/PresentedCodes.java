package io.doorway.session.provider.code;

import io.doorway.session.provider.code.CodeRedemptions.CodeRedemption;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.NotPredictedException;
import io.doorway.store.Prefetch;
import io.doorway.store.Transitions;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is stored of a code that is presented: its challenge, and its redemption if it was presented before. A request begins to read
 * together with the check of the limits of its source, before anything of it is verified. It need not read if this instance has completed
 * the login: then the code is predicted to be unused.
 */
@Singleton
class PresentedCodes {
    private static final String BEGUN = PresentedCodes.class.getName();

    private final CodeRedemptions redemptions;
    private final ChallengeStore challenges;
    private final Transitions transitions;

    PresentedCodes(CodeRedemptions redemptions, ChallengeStore challenges, Transitions transitions) {
        this.redemptions = redemptions;
        this.challenges = challenges;
        this.transitions = transitions;
    }

    /**
     * @param earlier the redemption of the code, or empty at its first presentation
     * @param predicted whether it was not read, but is what this instance has committed
     */
    record PresentedCode(Optional<CodeRedemption> earlier, Optional<ChallengeSnapshot> challenge, boolean predicted) {

        @Nullable
        CodeRedemption earlierOrNull() {
            return earlier.orElse(null);
        }

        /** Nothing but a redemption is decided on a prediction. */
        void requireRead() {
            if (predicted) {
                throw new NotPredictedException();
            }
        }
    }

    private record Begun(ChallengeBoundToken code, Uni<PresentedCode> presented) {}

    /** Whether the code of a request is predicted, once. */
    boolean predict(RequestParameters form) {
        Optional<ChallengeBoundToken> code = form.single("code").flatMap(ChallengeBoundToken::parse);
        Optional<ChallengeSnapshot> challenge = code.flatMap(sent -> transitions.predicted(sent.challenge()));
        if (challenge.isEmpty() || !VertxContext.isOnDuplicatedContext()) {
            return false;
        }
        PresentedCode predicted = new PresentedCode(Optional.empty(), challenge, true);
        ContextLocals.put(BEGUN, new Begun(code.get(), Uni.createFrom().item(predicted)));
        return true;
    }

    /** Begins to read the code of a request, if it has one. */
    void begin(RequestParameters form) {
        if (VertxContext.isOnDuplicatedContext()) {
            form.single("code")
                    .flatMap(ChallengeBoundToken::parse)
                    .ifPresent(code -> ContextLocals.put(BEGUN, new Begun(code, Prefetch.start(read(code)))));
        }
    }

    /** What is stored of the code: as it was read at the beginning of the request, or else now. */
    Uni<PresentedCode> of(ChallengeBoundToken code) {
        return Uni.createFrom().deferred(() -> {
            Optional<Begun> begun = VertxContext.isOnDuplicatedContext() ? ContextLocals.get(BEGUN) : Optional.empty();
            return begun.filter(read -> read.code().equals(code))
                    .map(Begun::presented)
                    .orElseGet(() -> read(code));
        });
    }

    private Uni<PresentedCode> read(ChallengeBoundToken code) {
        return Uni.combine()
                .all()
                .unis(redemptions.find(code), challenges.load(code.challenge()))
                .with((earlier, challenge) -> new PresentedCode(earlier, challenge, false));
    }
}
