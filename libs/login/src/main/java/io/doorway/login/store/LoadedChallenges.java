package io.doorway.login.store;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Prefetch;
import io.doorway.web.limit.ReadWithLimits;
import io.doorway.web.refusal.Actor;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The challenge that a browser completes, which is read together with the limits of the request's source. What is decided on it is committed
 * only if the challenge has not changed since.
 */
@Singleton
public class LoadedChallenges implements ReadWithLimits {

    private static final String LOADED = LoadedChallenges.class.getName();

    private final ChallengeStore store;

    LoadedChallenges(ChallengeStore store) {
        this.store = store;
    }

    private record PrefetchedChallenge(ChallengeId id, Uni<Optional<ChallengeSnapshot>> challenge) {}

    @Override
    public void begin(Attempt attempt, Actor actor) {
        ChallengeId id = actor.challengeId();
        if (id != null && attempt == Attempt.CONSUME && VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(LOADED, new PrefetchedChallenge(id, Prefetch.start(store.load(id))));
        }
    }

    /** The challenge as it was read with the request's limits, once; after that, and in any other call, as it is stored now. */
    public Uni<Optional<ChallengeSnapshot>> load(ChallengeId id) {
        return Uni.createFrom().deferred(() -> {
            Optional<PrefetchedChallenge> loaded =
                    VertxContext.isOnDuplicatedContext() ? ContextLocals.get(LOADED) : Optional.empty();
            if (loaded.isEmpty() || !loaded.get().id().equals(id)) {
                return store.load(id);
            }
            ContextLocals.remove(LOADED);
            return loaded.get().challenge();
        });
    }
}
