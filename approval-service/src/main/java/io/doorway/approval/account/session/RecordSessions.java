package io.doorway.approval.account.session;

import io.doorway.approval.database.Database;
import io.doorway.approval.event.EventListener;
import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.event.SessionEvent.SessionContinued;
import io.doorway.protocol.event.SessionEvent.SessionEnded;
import io.doorway.protocol.event.SessionEvent.SessionStarted;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Derives the list of sessions from events. An event that is delivered again changes nothing: an end is final, and a use is the latest. */
@Singleton
class RecordSessions implements EventListener {
    private static final Logger LOGGER = Logger.getLogger(RecordSessions.class);

    private static final String START = """
            insert into approval.sso_session
                (session_id, browser_session, challenge_id, account, client_id, started_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict (session_id) do nothing""";

    private static final String USE = """
            insert into approval.sso_website (session_id, client_id, name, used_at)
            select session_id, $2, $3, $4 from approval.sso_session where session_id = $1
            on conflict (session_id, client_id) do update set
                name = excluded.name, used_at = greatest(sso_website.used_at, excluded.used_at)""";

    private static final String END =
            "update approval.sso_session set ended_at = coalesce(ended_at, $2) where session_id = $1";

    private static final String DELETE_OLD =
            "delete from approval.sso_session where expires_at < now() - interval '1 day'";

    private final Database database;

    RecordSessions(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Void> onSessionEvent(SessionEvent event) {
        return switch (event) {
            case SessionStarted e -> start(e).chain(() -> use(e, e.clientName(), e.at()));
            case SessionContinued e -> use(e, e.clientName(), e.at());
            case SessionEnded e -> change(END, Tuple.of(e.sessionId().value(), Database.timestamp(e.at())));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> start(SessionStarted event) {
        return change(
                START,
                Tuple.tuple()
                        .addString(event.sessionId().value())
                        .addString(event.browserSession().value())
                        .addString(event.challengeId().value())
                        .addString(event.account().value())
                        .addString(event.client().value())
                        .addValue(Database.timestamp(event.at()))
                        .addValue(Database.timestamp(event.expiresAt())));
    }

    private Uni<Void> use(SessionEvent event, String clientName, Instant at) {
        return change(
                USE, Tuple.of(event.sessionId().value(), event.client().value(), clientName, Database.timestamp(at)));
    }

    private Uni<Void> change(String statement, Tuple values) {
        return database.query(statement, values).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteOld() {
        return change(DELETE_OLD, Tuple.tuple())
                .onFailure()
                .invoke(e -> LOGGER.warnf("old sessions are not deleted yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
