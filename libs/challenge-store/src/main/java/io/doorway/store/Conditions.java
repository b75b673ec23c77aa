package io.doorway.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A commit that is made only if conditions hold, with the conditions in one round trip to the store: rate limits, a proof that was not used
 * before, entries of the revocation list. The store checks them and commits in one step, or does not commit.
 *
 * <p>The decision is made before, on what was read. The conditions are decided twice from one reply: by the store, which goes on or stops,
 * and here, where the reply becomes a refusal. If the two ever differ, the request fails.
 */
public final class Conditions {

    private Conditions() {}

    /** How a call reaches the store. */
    public enum Mode {
        /** By itself. */
        ALONE,
        /** In the round trip of the conditions that the request has begun, and only if they hold. */
        CONDITIONAL
    }

    /**
     * Commits if the conditions hold.
     *
     * @param conditions the refusal if one of them does not hold, or empty; a failure is a refusal too. Every one of its calls is begun when
     *     it is subscribed to, and is a condition of the store. What was decided before, such as a limit that was checked already, is no call
     * @param commit begins with a call in the given mode, or makes no call before the conditions are decided
     */
    public static <R> Uni<R> commit(Uni<Optional<R>> conditions, Function<Mode, Uni<R>> commit) {
        return Uni.createFrom().deferred(() -> isRequest() ? together(conditions, commit) : inTurn(conditions, commit));
    }

    private static <R> Uni<R> inTurn(Uni<Optional<R>> conditions, Function<Mode, Uni<R>> commit) {
        return conditions.chain(refusal ->
                refusal.map(refused -> Uni.createFrom().item(refused)).orElseGet(() -> commit.apply(Mode.ALONE)));
    }

    private static <R> Uni<R> together(Uni<Optional<R>> conditions, Function<Mode, Uni<R>> commit) {
        AtomicBoolean isRefused = new AtomicBoolean();
        Uni<Optional<R>> decided = Prefetch.start(conditions
                .onItemOrFailure()
                .invoke((refusal, failure) -> isRefused.set(failure != null || refusal.isPresent())));
        if (isRefused.get()) {
            return decided.map(Optional::orElseThrow);
        }
        Uni<R> committed = Prefetch.start(commit.apply(Mode.CONDITIONAL));
        return decided.chain(refusal ->
                refusal.map(refused -> Uni.createFrom().item(refused)).orElse(committed));
    }

    /** The calls of a request share round trips; any other call has one of its own. */
    private static boolean isRequest() {
        ContextInternal context = ContextInternal.current();
        return context != null && context.isDuplicate() && context.inThread();
    }

    /** A call was not made, because a condition of its round trip does not hold. */
    public static final class NotHeldException extends StoreUnavailableException {

        private static final long serialVersionUID = 1L;

        public NotHeldException() {
            super("a condition does not hold");
        }
    }
}
