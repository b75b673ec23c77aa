package io.doorway.approval.change;

import io.doorway.approval.answer.Result;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transition that a phone asks for, as a span of the trace of its login, which only the challenge knows. */
@ApplicationScoped
public class ChallengeChanges {
    private final Transitions transitions;
    private final LoginTrace trace;
    private final InstantSource clock;

    ChallengeChanges(Transitions transitions, LoginTrace trace, InstantSource clock) {
        this.transitions = transitions;
        this.trace = trace;
        this.clock = clock;
    }

    /** @param name the span's, such as {@code challenge.scan} */
    public <R> Uni<Result<R>> change(
            String name, ChallengeId id, Fence fence, Who who, Function<Loaded, Verdict<R>> decide) {
        Instant startedAt = clock.instant();
        AtomicReference<@Nullable Loaded> seen = new AtomicReference<>();
        return transitions
                .change(id, fence, loaded -> {
                    seen.set(loaded);
                    return decide.apply(loaded);
                })
                .map(outcome -> Result.of(outcome, who))
                .eventually(() -> {
                    Loaded loaded = seen.get();
                    if (loaded != null) {
                        trace.done(loaded.challenge().asked().traceparent(), name, startedAt);
                    }
                });
    }
}
