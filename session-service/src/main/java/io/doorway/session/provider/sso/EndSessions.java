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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Ends sessions: no request is answered by them, no code of them is redeemed, no token of them is accepted, and the relying parties that are
 * registered for it are informed.
 *
 * <p>The revocation list comes first: a session of which PostgreSQL does not know yet that it has ended is ended nevertheless, and the caller
 * repeats. The event comes before PostgreSQL too, so that none is lost; a repetition publishes it again.
 */
@ApplicationScoped
public class EndSessions {
    private static final String FIND = "select session_id from session.login_session where ended_at is null and ";

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

    private static final String STARTED_UNTIL = """
            account = $1 and started_at <= $2
            union select session_id from session.refresh_grant
                where account = $1 and created_at <= $2 and ended_at is null""";

    private static final String END_GRANTS = """
            update session.refresh_grant set ended_at = now(), ended_by = $3
            where account = $1 and created_at <= $2 and ended_at is null""";

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
        return end("session_id = $1", session.value(), by);
    }

    /** All sessions of the account in the browser that has this one. */
    public Uni<Integer> browserOf(SessionId session, EndedBy by) {
        return end(
                "browser_id = (select browser_id from session.login_session where session_id = $1)",
                session.value(),
                by);
    }

    /** All sessions of the account. */
    public Uni<Integer> account(AccountId account, EndedBy by) {
        return end("account = $1", account.value(), by);
    }

    /**
     * All sessions of the account that started until then, and its refresh tokens, also those of logins that are no session here. If it comes
     * late or again, no later login ends.
     */
    public Uni<Integer> account(AccountId account, Instant until, EndedBy by) {
        OffsetDateTime time = PostgresDatabase.timestamp(until);
        return end(STARTED_UNTIL, Tuple.of(account.value(), time), by)
                .call(() -> database.query(END_GRANTS, Tuple.of(account.value(), time, by.wireName())));
    }

    /** All sessions that the device approved. */
    public Uni<Integer> device(CredentialId device, EndedBy by) {
        return end("credential_id = $1", device.value(), by);
    }

    /** Single sign-on whose time is over. A login that is only reported to its relying party ends without a notice. */
    Uni<Integer> expired(int limit) {
        return end("""
                session_id in (select session_id from session.login_session
                    where expires_at <= now() and ended_at is null and cookie_hash is not null limit $1::int)""", Tuple.of(limit), EndedBy.EXPIRED);
    }

    private Uni<Integer> end(String condition, String value, EndedBy by) {
        return end(condition, Tuple.of(value), by);
    }

    private Uni<Integer> end(String condition, Tuple value, EndedBy by) {
        return database.query(FIND + condition, value)
                .map(rows -> PostgresDatabase.list(rows, row -> row.getString("session_id")))
                .chain(sessions -> sessions.isEmpty()
                        ? Uni.createFrom().item(0)
                        : revoke(sessions)
                                .chain(() -> publish(sessions, by))
                                .chain(() ->
                                        database.query(END, Tuple.of(sessions.toArray(String[]::new), by.wireName())))
                                .replaceWith(sessions.size()));
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
