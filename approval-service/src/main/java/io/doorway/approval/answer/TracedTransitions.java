package io.doorway.approval.answer;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.web.refusal.Actor;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A phone's transition of a challenge, recorded as a span of the login's trace, whose id only the challenge contains. */
@ApplicationScoped
public class TracedTransitions {
    private final Transitions transitions;
    private final LoginTrace trace;
    private final InstantSource clock;

    TracedTransitions(Transitions transitions, LoginTrace trace, InstantSource clock) {
        this.transitions = transitions;
        this.trace = trace;
        this.clock = clock;
    }

    /**
     * @param span the span's name, such as {@code challenge.scan}
     * @param actor who attempts the transition
     * @param decide a pure function, see {@link Transitions#change}
     */
    public <R> Uni<Result<R>> change(
            String span,
            ChallengeId id,
            Fence fence,
            Actor actor,
            Function<ChallengeSnapshot, TransitionDecision<R>> decide) {
        Instant startedAt = clock.instant();
        AtomicReference<@Nullable ChallengeSnapshot> lastRead = new AtomicReference<>();
        return transitions
                .change(id, fence, snapshot -> {
                    lastRead.set(snapshot);
                    return decide.apply(snapshot);
                })
                .map(outcome -> Result.of(outcome, actor))
                .eventually(() -> {
                    ChallengeSnapshot snapshot = lastRead.get();
                    if (snapshot != null) {
                        trace.done(snapshot.challenge().loginRequest().traceparent(), span, startedAt);
                    }
                });
    }
}
