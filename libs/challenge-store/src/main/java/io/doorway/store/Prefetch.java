package io.doorway.store;

import io.smallrye.mutiny.Uni;

/** Calls of a store that begin before it is known whether their result is needed, so that they go to the store with other calls. */
public final class Prefetch {

    private Prefetch() {}

    /** Begins the call now. The returned item or failure is its result, whether and how often it is asked for. */
    public static <T> Uni<T> start(Uni<T> call) {
        Uni<T> result = call.memoize().indefinitely();
        result.subscribe().with(item -> {}, failure -> {});
        return result;
    }
}
