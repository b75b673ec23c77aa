package io.doorway.approval.answer;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.web.refusal.Actor;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** A phone's transition of a challenge, recorded as a span of the login's trace, whose id only the challenge contains. */
@Singleton
public class TracedTransitions {
    private final Transitions transitions;
    private final LoginTrace trace;
    private final InstantSource clock;

    TracedTransitions(Transitions transitions, LoginTrace trace, InstantSource clock) {
        this.transitions = transitions;
        this.trace = trace;
        this.clock = clock;
    }

    /** See {@link Transitions#predicted}. */
    public Optional<ChallengeSnapshot> predicted(ChallengeId id) {
        return transitions.predicted(id);
    }

    /**
     * @param mode of the first commit, see {@link Conditions}
     * @param span the span's name, such as {@code challenge.scan}
     * @param loaded the challenge as it was loaded, or empty if there is none, which is refused as {@code UNKNOWN_CHALLENGE}
     * @param actor who attempts the transition
     * @param decide a pure function, see {@link Transitions#change}
     */
    public <R> Uni<Result<R>> change(
            Conditions.Mode mode,
            String span,
            Optional<ChallengeSnapshot> loaded,
            Fence fence,
            Actor actor,
            Function<ChallengeSnapshot, TransitionDecision<R>> decide) {
        if (loaded.isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.UNKNOWN_CHALLENGE, actor));
        }
        Instant startedAt = clock.instant();
        return transitions
                .change(mode, loaded.get(), fence, decide)
                .map(outcome -> Result.of(outcome, actor))
                .eventually(
                        () -> trace.done(loaded.get().challenge().loginRequest().traceparent(), span, startedAt));
    }
}
