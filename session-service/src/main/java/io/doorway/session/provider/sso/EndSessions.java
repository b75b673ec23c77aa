package io.doorway.session.provider.sso;

import io.doorway.login.database.PostgresDatabase;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.protocol.vocabulary.WireName;
import io.doorway.session.database.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
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
 * repeats.
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

    private static final String STARTED_UNTIL = """
            account = $1 and started_at <= $2
            union select session_id from session.refresh_grant
                where account = $1 and created_at <= $2 and ended_at is null""";

    private static final String END_GRANTS = """
            update session.refresh_grant set ended_at = now(), ended_by = $3
            where account = $1 and created_at <= $2 and ended_at is null""";

    private final Database database;
    private final RevocationList revocationList;

    EndSessions(Database database, RevocationList revocationList) {
        this.database = database;
        this.revocationList = revocationList;
    }

    /** Why a session ended. */
    public enum EndedBy implements WireName {
        /** The person logged out at a relying party. */
        LOGOUT,
        /** The person disowned the login. */
        DISOWNED,
        /** The device that approved was revoked. */
        DEVICE_REVOKED,
        /** An operator suspended the account. */
        SUSPENDED,
        /** An operator ended all sessions of the account. */
        OPERATOR,
        /** A code of the session was redeemed twice. */
        CODE_REPLAYED,
        /** Another account logged in with the browser. */
        REPLACED,
        /** Its time was over. */
        EXPIRED
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
                                .chain(() ->
                                        database.query(END, Tuple.of(sessions.toArray(String[]::new), by.wireName())))
                                .replaceWith(sessions.size()));
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
