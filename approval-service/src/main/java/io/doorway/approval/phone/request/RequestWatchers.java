package io.doorway.approval.phone.request;

import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.web.shutdown.GracefulShutdown;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The open apps of this instance, by the account whose requests they show. */
@Singleton
class RequestWatchers {
    private final ConcurrentMap<AccountId, Set<RequestWatcher>> watchers = new ConcurrentHashMap<>();
    private final GracefulShutdown shutdown;

    RequestWatchers(GracefulShutdown shutdown) {
        this.shutdown = shutdown;
    }

    void add(RequestWatcher watcher) {
        watchers.compute(watcher.account(), (account, found) -> {
            Set<RequestWatcher> of = found == null ? ConcurrentHashMap.newKeySet() : found;
            of.add(watcher);
            return of;
        });
    }

    /** Has no effect if it was not added. */
    void remove(RequestWatcher watcher) {
        watchers.computeIfPresent(watcher.account(), (account, found) -> {
            found.remove(watcher);
            return found.isEmpty() ? null : found;
        });
    }

    boolean isEmpty() {
        return watchers.isEmpty();
    }

    /** The open apps of an account. */
    Set<RequestWatcher> of(AccountId account) {
        return watchers.getOrDefault(account, Set.of());
    }

    /** Apps connect to another instance before this one stops. */
    void closeAll(@Observes ShutdownDelayInitiatedEvent event) {
        shutdown.close(() -> watchers.values().stream()
                .flatMap(Set::stream)
                .<Runnable>map(watcher -> () -> watcher.close(RequestWatcher.CloseCode.SERVICE_RESTART))
                .toList());
    }
}
