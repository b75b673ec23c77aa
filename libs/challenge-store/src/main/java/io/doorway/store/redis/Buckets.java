package io.doorway.store.redis;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.IntFunction;

/** Reads of all buckets, in the background. */
final class Buckets {

    private Buckets() {}

    /**
     * The buckets that match. One short call per bucket, because on a cluster the buckets are on different servers; one after the other,
     * so that calls of logins come in between.
     */
    static Uni<List<Integer>> matching(IntFunction<Uni<Boolean>> matches) {
        return Multi.createFrom()
                .range(0, ChallengeId.BUCKETS)
                .select()
                .when(matches::apply)
                .collect()
                .asList();
    }
}
