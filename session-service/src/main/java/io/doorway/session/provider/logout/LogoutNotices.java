package io.doorway.session.provider.logout;

import io.doorway.login.database.PostgresDatabase;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.database.Database;
import io.doorway.session.provider.sso.LoginSessions.SessionClient;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** The notices that relying parties have to get, in PostgreSQL. Any instance sends them. */
@Singleton
class LogoutNotices {
    /** After 5, 15, 45, 135, 405 and 1,215 seconds: half an hour in all. */
    static final int MAX_ATTEMPTS = 7;

    private static final String TAKE = """
            update session.logout_notice set attempts = attempts + 1,
                next_attempt_at = now() + interval '5 seconds' * power(3, attempts)
            where id in (select of_client.id from (
                    select client_id, min(next_attempt_at) as longest from session.logout_notice
                    where next_attempt_at <= now() group by client_id order by longest) as client
                cross join lateral (
                    select id from session.logout_notice n
                    where n.client_id = client.client_id and next_attempt_at <= now()
                    order by next_attempt_at limit $2::int for update skip locked) as of_client
                limit $1::int)
            returning id, client_id, sid, subject, attempts""";

    private final Database database;

    LogoutNotices(Database database) {
        this.database = database;
    }

    /**
     * A notice to send.
     *
     * @param attempt 1 for the first
     */
    record LogoutNotice(long id, SessionClient session, int attempt) {

        boolean isLastAttempt() {
            return attempt >= MAX_ATTEMPTS;
        }
    }

    /**
     * Takes notices that are due. Each is due again after a time, unless it is removed.
     *
     * @param ofOneClient how many of one client, so that one whose server is slow does not keep others waiting
     */
    Uni<List<LogoutNotice>> take(int limit, int ofOneClient) {
        return database.query(TAKE, Tuple.of(limit, ofOneClient))
                .map(rows -> PostgresDatabase.list(
                        rows,
                        row -> new LogoutNotice(
                                row.getLong("id"),
                                new SessionClient(
                                        new ClientId(row.getString("client_id")),
                                        row.getString("sid"),
                                        row.getString("subject")),
                                row.getInteger("attempts"))));
    }

    Uni<Void> remove(LogoutNotice notice) {
        return database.query("delete from session.logout_notice where id = $1", Tuple.of(notice.id()))
                .replaceWithVoid();
    }
}
