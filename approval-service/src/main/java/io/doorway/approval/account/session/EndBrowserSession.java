package io.doorway.approval.account.session;

import io.doorway.approval.database.Database;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.SessionEvent.SessionEndRequested;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/**
 * Ends sessions of an account at the request of a person: those of one browser, or all. They are put into the revocation list before the
 * person is answered; session-service informs the relying parties when it has received the events.
 */
@Singleton
class EndBrowserSession {
    private static final String OF_BROWSER = """
            select session_id, client_id, ended_at is not null as ended from approval.sso_session
            where account = $1 and browser_session = $2 order by session_id for update""";

    private static final String OF_ACCOUNT = """
            select session_id, client_id, false as ended from approval.sso_session
            where account = $1 and ended_at is null and expires_at > now() order by session_id for update""";

    private static final String END =
            "update approval.sso_session set ended_at = clock_timestamp() where session_id = $1";

    private final Database database;
    private final RevocationList revocationList;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    EndBrowserSession(Database database, RevocationList revocationList, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.revocationList = revocationList;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /** Whether the account has had such a session; it has ended now. May be repeated. */
    Uni<Boolean> end(String browserSession, SignedMessage by) {
        return end(OF_BROWSER, Tuple.of(by.credential().account().value(), browserSession), by)
                .map(ended -> !ended.isEmpty());
    }

    /** Ends every session that the account has. */
    Uni<Void> endAll(SignedMessage by) {
        return end(OF_ACCOUNT, Tuple.of(by.credential().account().value()), by).replaceWithVoid();
    }

    /** A repetition revokes again, as after a crash before the revocation list was reached, and publishes nothing. */
    private Uni<List<String>> end(String selection, Tuple values, SignedMessage by) {
        return database.inTransaction(transaction -> Database.query(transaction, selection, values)
                        .map(rows -> Database.list(rows, Function.identity()))
                        .call(found -> eachInTurn(
                                found.stream()
                                        .filter(row -> !row.getBoolean("ended"))
                                        .toList(),
                                row -> end(transaction, row, by)))
                        .map(found -> found.stream()
                                .map(row -> row.getString("session_id"))
                                .toList()))
                .call(ended ->
                        eachInTurn(ended, id -> revocationList.revoke(new RevocationList.Session(new SessionId(id)))))
                .call(outbox::publish);
    }

    private Uni<Void> end(SqlClient transaction, Row session, SignedMessage by) {
        EventEnvelope envelope = envelopes.create();
        SessionEndRequested event = new SessionEndRequested(
                envelope.id(),
                envelope.at(),
                new SessionId(session.getString("session_id")),
                new ClientId(session.getString("client_id")),
                by.credential().account(),
                by.credential().id(),
                by.actor().source(),
                envelope.traceparent());
        return Database.query(transaction, END, Tuple.of(session.getString("session_id")))
                .chain(() -> outbox.add(transaction, event));
    }

    private static <T> Uni<Void> eachInTurn(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
