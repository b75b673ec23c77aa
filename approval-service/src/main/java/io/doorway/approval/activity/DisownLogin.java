package io.doorway.approval.activity;

import io.doorway.approval.answer.Result;
import io.doorway.approval.browser.ForgetBrowser;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.edge.session.SessionGate;
import io.doorway.edge.session.SessionId;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.LoginDisowned;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * "This wasn't me", said of a login of the last 24 hours: its session ends, its browser is forgotten, the audit is told.
 *
 * <p>The session ends first. A crash after that leaves a login that can do nothing and may be disowned again; the rest happens in
 * one transaction, and once.
 */
@ApplicationScoped
class DisownLogin {
    /** Longer than any code or token of a session lives. */
    private static final Duration ENDED = Duration.ofDays(1);

    private static final String FIND = """
            select disowned_at is not null as disowned, at > now() - interval '24 hours' as recent
            from approval.activity where account = $1 and id = $2 and kind = 'login'""";
    private static final String DISOWN = """
            update approval.activity set disowned_at = now()
            where account = $1 and id = $2 and disowned_at is null
            returning client, browser_key""";

    private final Database database;
    private final SessionGate sessions;
    private final ForgetBrowser forgetBrowser;
    private final EventOutbox outbox;
    private final EventStamps stamps;

    DisownLogin(
            Database database,
            SessionGate sessions,
            ForgetBrowser forgetBrowser,
            EventOutbox outbox,
            EventStamps stamps) {
        this.database = database;
        this.sessions = sessions;
        this.forgetBrowser = forgetBrowser;
        this.outbox = outbox;
        this.stamps = stamps;
    }

    /** Whether it is disowned now. Repeating it is no error, at any time. */
    Uni<Result<Boolean>> disown(ChallengeId login, SignedMessage by) {
        return database.query(FIND, Tuple.of(by.credential().account(), login.value()))
                .chain(rows -> {
                    Optional<Row> found = Database.first(rows);
                    if (found.isEmpty()) {
                        return refuse(RefusalReason.UNKNOWN_CHALLENGE, login, by);
                    }
                    boolean late =
                            !found.get().getBoolean("recent") && !found.get().getBoolean("disowned");
                    return late ? refuse(RefusalReason.EXPIRED, login, by) : end(login, by);
                });
    }

    private Uni<Result<Boolean>> end(ChallengeId login, SignedMessage by) {
        return sessions.end(SessionId.of(login), ENDED)
                .chain(() -> database.inTransaction(transaction -> disown(transaction, login, by)))
                .chain(outbox::tell)
                .replaceWith(Result.done(true));
    }

    /** The keys of the events that wait to be told. */
    private Uni<List<String>> disown(SqlClient transaction, ChallengeId login, SignedMessage by) {
        String account = by.credential().account();
        return Database.rows(transaction, DISOWN, Tuple.of(account, login.value()))
                .chain(rows -> Database.first(rows)
                        .map(disowned -> forgetBrowser
                                .forgetKey(transaction, disowned.getString("browser_key"), by.credential())
                                .call(() -> outbox.add(transaction, event(login, disowned.getString("client"), by))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(browser -> Stream.concat(Stream.of(SessionId.of(login)), browser.stream())
                        .toList());
    }

    private LoginDisowned event(ChallengeId login, String client, SignedMessage by) {
        Stamp stamp = stamps.now();
        return new LoginDisowned(
                stamp.id(),
                stamp.at(),
                SessionId.of(login),
                login.value(),
                client,
                by.credential().account(),
                by.credential().id(),
                by.who().source(),
                stamp.traceparent());
    }

    private static Uni<Result<Boolean>> refuse(RefusalReason reason, ChallengeId login, SignedMessage by) {
        return Uni.createFrom().item(Result.refused(reason, by.who().on(login)));
    }
}
