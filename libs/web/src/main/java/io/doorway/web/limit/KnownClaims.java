package io.doorway.web.limit;

import io.doorway.web.refusal.Actor;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What requests have proved at this instance lately: the credentials, challenges, clients and operators' tokens that were genuine. A request that names one
 * of them is worth verifying also where an attacker sends forgeries from the same address. The memory is bounded; the one that was
 * used longest ago is forgotten.
 */
@Singleton
class KnownClaims {

    static final int MAX = 100_000;

    private final Map<String, Boolean> proved = new LinkedHashMap<>(1024, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX;
        }
    };

    /** What the request claims to be, verified or not: its operator's token, else its credential, its challenge or its client. */
    static Optional<String> of(Actor actor) {
        if (actor.operator() != null) {
            return Optional.of("operator:" + actor.operator().hash());
        }
        if (actor.credential() != null) {
            return Optional.of("credential:" + actor.credential());
        }
        if (actor.challengeId() != null) {
            return Optional.of("challenge:" + actor.challengeId());
        }
        return Optional.ofNullable(actor.client()).map(client -> "client:" + client);
    }

    synchronized void add(String claim) {
        proved.put(claim, true);
    }

    synchronized boolean contains(String claim) {
        return proved.get(claim) != null;
    }
}
