package io.doorway.session.provider.sso;

import io.doorway.session.database.Database;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Ends the sessions whose time is over, and deletes those that ended long ago, with the claims of their logins. */
@Singleton
class SweepSessions {
    private static final int BATCH = 200;

    private static final String DELETE = """
            delete from session.login_session where expires_at <= now() and (ended_at is not null or cookie_hash is null)
            or ended_at < now() - interval '1 day'""";

    private final EndSessions endSessions;
    private final Database database;

    SweepSessions(EndSessions endSessions, Database database) {
        this.endSessions = endSessions;
        this.database = database;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return endExpired()
                .chain(() -> database.query(DELETE, Tuple.tuple()))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> Log.debugf("sessions are not swept: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> endExpired() {
        return endSessions
                .expired(BATCH)
                .chain(ended -> ended == BATCH ? endExpired() : Uni.createFrom().voidItem());
    }
}
