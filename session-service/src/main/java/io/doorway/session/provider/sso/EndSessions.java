package io.doorway.session.provider.sso;

import io.doorway.login.database.PostgresDatabase;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.database.Database;
import io.doorway.session.provider.sso.PublishSessionEvents.EndingSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends sessions: no request is answered by them, no code of them is redeemed, no token of them is accepted, and the relying parties that are
 * registered for it are informed.
 *
 * <p>The revocation list comes first: a session of which PostgreSQL does not know yet that it has ended is ended nevertheless, and the caller
 * repeats. The event comes before PostgreSQL too, so that none is lost; a repetition publishes it again. Refresh tokens end in PostgreSQL too,
 * because they outlive what Redis keeps, and a suspension that an operator takes back.
 */
@Singleton
public class EndSessions {
    private static final String SESSIONS = "select session_id from session.login_session where ended_at is null and ";

    /** The sessions of refresh tokens, also of logins that have no row of their own. */
    private static final String OF_GRANTS =
            " union select session_id from session.refresh_grant where ended_at is null and ";

    private static final String OF_BROWSER =
            "browser_id = (select browser_id from session.login_session where session_id = $1)";

    private static final String EXPIRED = """
            select session_id, exists (select 1 from session.refresh_grant g
                where g.session_id = s.session_id and g.ended_at is null and g.expires_at > now()) as refreshed
            from session.login_session s
            where expires_at <= now() and ended_at is null and cookie_hash is not null limit $1::int""";

    private static final String END = """
            with ended as (
                update session.login_session set ended_at = now(), ended_by = $2, cookie_hash = null
                where session_id = any($1) and ended_at is null returning session_id)
            insert into session.logout_notice (session_id, client_id, sid, subject, next_attempt_at)
            select session_id, client_id, sid, subject, now() from ended join session.session_client using (session_id)
            on conflict (session_id, client_id) do nothing""";

    /** The sessions of which END ends each, with the relying party of its login. */
    private static final String ENDING = """
            select distinct on (session_id) session_id, account, client_id
            from session.login_session join session.session_client using (session_id)
            where session_id = any($1) and ended_at is null order by session_id, joined_at""";

    private static final String END_GRANTS = """
            update session.refresh_grant set ended_at = now(), ended_by = $2
            where session_id = any($1) and ended_at is null""";

    private final Database database;
    private final RevocationList revocationList;
    private final PublishSessionEvents events;

    EndSessions(Database database, RevocationList revocationList, PublishSessionEvents events) {
        this.database = database;
        this.revocationList = revocationList;
        this.events = events;
    }

    /** The session itself, and no other of its browser. */
    public Uni<Integer> session(SessionId session, EndedBy by) {
        return end(both("session_id = $1"), Tuple.of(session.value()), by);
    }

    /** All sessions of the account in the browser that has this one. */
    public Uni<Integer> browserOf(SessionId session, EndedBy by) {
        return end(SESSIONS + OF_BROWSER, Tuple.of(session.value()), by);
    }

    /**
     * All sessions of the account that started until then, and its refresh tokens, also those of logins that are no session here. If it comes
     * late or again, no later login ends.
     */
    public Uni<Integer> account(AccountId account, Instant until, EndedBy by) {
        String started =
                SESSIONS + "account = $1 and started_at <= $2" + OF_GRANTS + "account = $1 and created_at <= $2";
        return end(started, Tuple.of(account.value(), PostgresDatabase.timestamp(until)), by);
    }

    /** All sessions that the device approved. */
    public Uni<Integer> device(CredentialId device, EndedBy by) {
        return end(both("credential_id = $1"), Tuple.of(device.value()), by);
    }

    /**
     * Single sign-on whose time is over. A login that is only reported to its relying party ends without a notice. A refresh token has a time
     * of its own (OpenID Connect Core section 11), so that the tokens of a session that has one stay valid.
     */
    Uni<Integer> expired(int limit) {
        return database.query(EXPIRED, Tuple.of(limit)).chain(rows -> {
            List<String> all = PostgresDatabase.list(rows, row -> row.getString("session_id"));
            List<String> withoutRefreshTokens = new ArrayList<>();
            rows.forEach(row -> {
                if (!row.getBoolean("refreshed")) {
                    withoutRefreshTokens.add(row.getString("session_id"));
                }
            });
            return all.isEmpty()
                    ? Uni.createFrom().item(0)
                    : revoke(withoutRefreshTokens)
                            .chain(() -> publishAndEnd(all, EndedBy.EXPIRED))
                            .replaceWith(all.size());
        });
    }

    private static String both(String condition) {
        return SESSIONS + condition + OF_GRANTS + condition;
    }

    private Uni<Integer> end(String select, Tuple values, EndedBy by) {
        return database.query(select, values)
                .map(rows -> PostgresDatabase.list(rows, row -> row.getString("session_id")))
                .chain(sessions -> sessions.isEmpty()
                        ? Uni.createFrom().item(0)
                        : revoke(sessions)
                                .chain(() -> change(END_GRANTS, sessions, by))
                                .chain(() -> publishAndEnd(sessions, by))
                                .replaceWith(sessions.size()));
    }

    private Uni<?> publishAndEnd(List<String> sessions, EndedBy by) {
        return publish(sessions, by).chain(() -> change(END, sessions, by));
    }

    private Uni<?> change(String statement, List<String> sessions, EndedBy by) {
        return database.query(statement, Tuple.of(sessions.toArray(String[]::new), by.wireName()));
    }

    private Uni<Void> publish(List<String> sessions, EndedBy by) {
        return database.query(ENDING, Tuple.of(sessions.toArray(String[]::new)))
                .chain(rows -> events.ended(PostgresDatabase.list(rows, EndSessions::ending), by));
    }

    private static EndingSession ending(Row row) {
        return new EndingSession(
                new SessionId(row.getString("session_id")),
                new ClientId(row.getString("client_id")),
                new AccountId(row.getString("account")));
    }

    private Uni<Void> revoke(List<String> sessions) {
        return Multi.createFrom()
                .iterable(sessions)
                .onItem()
                .transformToUniAndConcatenate(
                        session -> revocationList.revoke(new RevocationList.Session(new SessionId(session))))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
