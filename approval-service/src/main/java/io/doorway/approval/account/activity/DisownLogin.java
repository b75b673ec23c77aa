package io.doorway.approval.account.activity;

import io.doorway.approval.account.browser.ForgetBrowser;
import io.doorway.approval.answer.Result;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.SessionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Disowns a login of the last 24 hours ("this wasn't me"): its session is revoked, its browser is forgotten, and an event is published.
 *
 * <p>The entry is one that {@code RecordActivity} read from the store, which is what a browser in it shows.
 *
 * <p>The changes in the database are one transaction, which is applied once. Then the session is put into the revocation list; after a
 * crash in between, {@code RestoreRevocationList} does it.
 */
@Singleton
class DisownLogin {
    private static final String FIND = """
            select disowned_at is not null as disowned, at > now() - interval '24 hours' as recent
            from approval.activity where account = $1 and id = $2 and kind = 'login' and browser_key is not null""";
    private static final String DISOWN = """
            update approval.activity set disowned_at = clock_timestamp()
            where account = $1 and id = $2 and disowned_at is null
            returning client, browser_key""";

    private final Database database;
    private final RevocationList revocationList;
    private final ForgetBrowser forgetBrowser;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    DisownLogin(
            Database database,
            RevocationList revocationList,
            ForgetBrowser forgetBrowser,
            EventOutbox outbox,
            EventEnvelopes envelopes) {
        this.database = database;
        this.revocationList = revocationList;
        this.forgetBrowser = forgetBrowser;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /** May be repeated at any time once it has succeeded. */
    Uni<Result<Boolean>> disown(ChallengeId login, SignedMessage by) {
        return database.query(FIND, Tuple.of(by.credential().account().value(), login.value()))
                .chain(rows -> {
                    Optional<Row> found = Database.first(rows);
                    if (found.isEmpty()) {
                        return refuse(RefusalReason.UNKNOWN_CHALLENGE, login, by);
                    }
                    boolean allowed =
                            found.get().getBoolean("recent") || found.get().getBoolean("disowned");
                    return allowed ? endSession(login, by) : refuse(RefusalReason.EXPIRED, login, by);
                });
    }

    private Uni<Result<Boolean>> endSession(ChallengeId login, SignedMessage by) {
        return database.inTransaction(transaction -> disown(transaction, login, by))
                .call(() -> revocationList.revoke(new RevocationList.Session(SessionId.of(login))))
                .chain(outbox::publish)
                .replaceWith(Result.done(true));
    }

    /** The keys of the events to be published. */
    private Uni<List<String>> disown(SqlClient transaction, ChallengeId login, SignedMessage by) {
        String account = by.credential().account().value();
        return Database.query(transaction, DISOWN, Tuple.of(account, login.value()))
                .chain(rows -> Database.first(rows)
                        .map(disowned -> forgetBrowser
                                .forgetByKey(transaction, disowned.getString("browser_key"), by.credential())
                                .call(() -> outbox.add(
                                        transaction, event(login, new ClientId(disowned.getString("client")), by))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(browser -> Stream.concat(Stream.of(SessionId.of(login).value()), browser.stream())
                        .toList());
    }

    private LoginDisowned event(ChallengeId login, ClientId client, SignedMessage by) {
        EventEnvelope envelope = envelopes.create();
        return new LoginDisowned(
                envelope.id(),
                envelope.at(),
                SessionId.of(login),
                login,
                client,
                by.credential().account(),
                by.credential().id(),
                by.actor().source(),
                envelope.traceparent());
    }

    private static Uni<Result<Boolean>> refuse(RefusalReason reason, ChallengeId login, SignedMessage by) {
        return Uni.createFrom().item(Result.refused(reason, by.actor().on(login)));
    }
}
