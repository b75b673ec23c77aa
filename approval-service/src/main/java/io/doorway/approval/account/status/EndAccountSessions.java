package io.doorway.approval.account.status;

import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.AdministrationEvent.AccountSessionsEnded;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.web.operator.Operator;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Ends all sessions of an account; the account stays active.
 *
 * <p>By the event, session-service ends the sessions and refresh tokens that it has stored, and informs the relying parties. It stores no
 * session of a relying party that uses none of this. What such a login has is valid for minutes, so the logins of the last hour are put
 * into the revocation list here.
 */
@Singleton
public class EndAccountSessions {
    private static final String EXISTS = "select 1 from approval.account where account = $1";

    /** Longer than a code and its access token are valid, one after the other. */
    private static final String RECENT_LOGINS = """
            select id from approval.activity
            where account = $1 and kind = 'login' and at > now() - interval '1 hour'
            order by at""";

    private final Database database;
    private final RevocationList revocationList;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    EndAccountSessions(Database database, RevocationList revocationList, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.revocationList = revocationList;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /**
     * May be repeated; each call is an event and ends the sessions that there are by then.
     *
     * @return whether the account exists
     */
    public Uni<Boolean> end(AccountId account, Operator operator) {
        return database.inTransaction(transaction -> end(transaction, account, operator))
                .chain(logins -> logins.isEmpty()
                        ? Uni.createFrom().item(false)
                        : revoke(logins.get())
                                .chain(() -> outbox.publish(List.of(account.value())))
                                .replaceWith(true));
    }

    /** The recent logins; empty if there is no such account. */
    private Uni<Optional<List<String>>> end(SqlClient transaction, AccountId account, Operator operator) {
        Tuple ofAccount = Tuple.of(account.value());
        return Database.query(transaction, EXISTS, ofAccount)
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : outbox.add(transaction, event(account, operator))
                                .chain(() -> Database.query(transaction, RECENT_LOGINS, ofAccount))
                                .map(rows -> Optional.of(Database.list(rows, row -> row.getString("id")))));
    }

    private Uni<Void> revoke(List<String> logins) {
        return Multi.createFrom()
                .iterable(logins)
                .onItem()
                .transformToUniAndConcatenate(login ->
                        revocationList.revoke(new RevocationList.Session(SessionId.of(new ChallengeId(login)))))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private AccountSessionsEnded event(AccountId account, Operator operator) {
        EventEnvelope envelope = envelopes.create();
        return new AccountSessionsEnded(
                envelope.id(),
                envelope.at(),
                account,
                operator.subject(),
                operator.token(),
                operator.source(),
                envelope.traceparent());
    }
}
