package io.doorway.session.provider.sso;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.login.database.PostgresDatabase;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions in PostgreSQL. Each call is one statement. */
@Singleton
public class LoginSessions {

    /**
     * A repetition by the same browser replaces the cookie, whose first answer was lost. The key of its device stays: who has copied the
     * profile of the browser could repeat the completion too. The session that the browser had before has no
     * cookie any more; if it is of the same account, both end together.
     */
    private static final String BEGIN = """
            with earlier as (
                update session.login_session set cookie_hash = null
                where cookie_hash = $9 and session_id <> $1 returning browser_id, account),
            begun as (
                insert into session.login_session
                    (session_id, account, credential_id, browser_id, cookie_hash, key_thumbprint, login, started_at, expires_at)
                values ($1, $2, $3, coalesce((select browser_id from earlier where account = $2), $1), $4, $5, $6, $7, $8)
                on conflict (session_id) do update set cookie_hash = excluded.cookie_hash
                    where login_session.ended_at is null
                returning session_id, browser_id),
            joined as (
                insert into session.session_client (session_id, client_id, sid, subject, joined_at)
                select session_id, $10, $11, $12, $7 from begun on conflict (session_id, client_id) do nothing)
            select browser_id from begun""";

    private static final String FIND = """
            select session_id, key_thumbprint, device_key, login, expires_at from session.login_session
            where cookie_hash = $1 and ended_at is null and expires_at > now()""";

    private static final String FIND_BY_SID = """
            select s.session_id, key_thumbprint, device_key, login, expires_at from session.login_session s
            join session.session_client c using (session_id) where c.sid = $1 and c.client_id = $2 and ended_at is null""";

    /** The first key of a session stays. */
    private static final String BIND = """
            update session.login_session set device_key = $2
            where cookie_hash = $1 and ended_at is null and expires_at > now() and coalesce(device_key, $2) = $2
            returning session_id""";

    private static final String JOIN = """
            insert into session.session_client (session_id, client_id, sid, subject, joined_at)
            select session_id, $2, $3, $4, now() from session.login_session where session_id = $1 and ended_at is null
            on conflict (session_id, client_id) do update set subject = excluded.subject returning session_id""";

    private static final SecretText NO_CODE = SecretText.of("used");
    private static final SecretBytes NO_KEY = SecretBytes.of(new byte[32]);

    private final Database database;

    LoginSessions(Database database) {
        this.database = database;
    }

    /**
     * A session that logs its person in.
     *
     * @param keyThumbprint the key of the page, which the browser has to prove
     * @param deviceKey the key of the device, which it has to prove too; null if the browser binds no sessions
     * @param login the login that it began with
     */
    public record LoginSession(
            SessionId id, String keyThumbprint, @Nullable ECKey deviceKey, Consumed login) {}

    /**
     * A relying party of a session.
     *
     * @param sid by which it knows the session
     * @param subject by which it knows the account
     */
    public record SessionClient(ClientId client, String sid, String subject) {}

    /**
     * Stores the session of a login.
     *
     * @param cookieHash of the browser; null if the session logs nobody in
     * @param earlierCookieHash of the session that the browser had before, or null
     * @return the first of the sessions that end together with it; empty if it has ended
     */
    Uni<Optional<SessionId>> begin(
            Consumed login,
            SessionClient client,
            @Nullable String cookieHash,
            @Nullable String earlierCookieHash,
            Instant expiresAt) {
        Tuple values = Tuple.tuple()
                .addString(SessionId.of(login.id()).value())
                .addString(login.scan().account().value())
                .addString(login.scan().credential().value())
                .addString(cookieHash)
                .addString(login.loginRequest().browser().keyThumbprint())
                .addString(Json.write(withoutSecrets(login)))
                .addOffsetDateTime(
                        PostgresDatabase.timestamp(login.consumption().at()))
                .addOffsetDateTime(PostgresDatabase.timestamp(expiresAt))
                .addString(earlierCookieHash)
                .addString(client.client().value())
                .addString(client.sid())
                .addString(client.subject());
        return database.query(BEGIN, values)
                .map(rows -> PostgresDatabase.first(rows).map(row -> new SessionId(row.getString("browser_id"))));
    }

    /** The session of a browser's cookie, if it has not ended. */
    public Uni<Optional<LoginSession>> find(SessionCookie cookie) {
        return database.query(FIND, Tuple.of(cookie.hash()))
                .map(rows -> PostgresDatabase.first(rows).map(LoginSessions::session));
    }

    /** Binds the session of a browser's cookie to this key. Empty if it has ended, or is bound to another one. */
    Uni<Optional<SessionId>> bind(SessionCookie cookie, ECKey deviceKey) {
        return database.query(BIND, Tuple.of(cookie.hash(), text(deviceKey)))
                .map(rows -> PostgresDatabase.first(rows).map(row -> new SessionId(row.getString("session_id"))));
    }

    /** The key as it is stored: without members that do not belong to it. */
    static String text(ECKey key) {
        return new ECKey.Builder(key.getCurve(), key.getX(), key.getY()).build().toJSONString();
    }

    /** The session that the client knows by this {@code sid}, if it has not ended. */
    public Uni<Optional<LoginSession>> find(ClientId client, String sid) {
        return database.query(FIND_BY_SID, Tuple.of(sid, client.value()))
                .map(rows -> PostgresDatabase.first(rows).map(LoginSessions::session));
    }

    /** Adds a relying party. False if the session has ended. */
    public Uni<Boolean> join(SessionId session, SessionClient client) {
        return database.query(JOIN, Tuple.of(session.value(), client.client().value(), client.sid(), client.subject()))
                .map(rows -> rows.size() == 1);
    }

    private static LoginSession session(Row row) {
        return new LoginSession(
                new SessionId(row.getString("session_id")),
                row.getString("key_thumbprint"),
                deviceKey(row.getString("device_key")),
                (Consumed) Json.readChallenge(row.getString("login")));
    }

    private static @Nullable ECKey deviceKey(@Nullable String text) {
        try {
            return text == null ? null : ECKey.parse(text);
        } catch (ParseException e) {
            throw new IllegalStateException("not a stored key", e);
        }
    }

    /** The code was issued and the QR code is gone: neither is of use to anybody. */
    private static Consumed withoutSecrets(Consumed login) {
        Consumption consumption = login.consumption();
        return new Consumed(
                login.id(),
                login.version(),
                login.loginRequest(),
                NO_KEY,
                login.scan(),
                login.approval(),
                new Consumption(NO_CODE, consumption.check(), consumption.at()));
    }
}
