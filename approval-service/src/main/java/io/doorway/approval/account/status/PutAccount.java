package io.doorway.approval.account.status;

import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.AdministrationEvent;
import io.doorway.protocol.event.AdministrationEvent.AccountClaimsReplaced;
import io.doorway.protocol.event.AdministrationEvent.AccountCreated;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.web.operator.Operator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Creates an account, or replaces its claims. The event names the claims that changed, never their values. */
@Singleton
public class PutAccount {
    private static final String CREATE = """
            insert into approval.account (account, claims) values ($1, $2)
            on conflict (account) do nothing
            returning account""";
    private static final String LOCK = "select claims from approval.account where account = $1 for update";
    private static final String REPLACE = "update approval.account set claims = $2 where account = $1";

    /** An event has no longer list; an account of an earlier version may have had more claims. */
    private static final int MAX_NAMES = 64;

    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    PutAccount(Database database, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /** The account has these claims afterwards; its status does not change. The same claims again are no change and no event. */
    public Uni<Void> put(AccountId account, Map<String, Object> claims, Operator operator) {
        // As PostgreSQL will return it, so that equal claims compare as equal.
        JsonObject wanted = new JsonObject(new JsonObject(claims).encode());
        return database.inTransaction(transaction -> put(transaction, account, wanted, operator))
                .chain(() -> outbox.publish(List.of(account.value())));
    }

    private Uni<Void> put(SqlClient transaction, AccountId account, JsonObject claims, Operator operator) {
        return Database.query(transaction, CREATE, Tuple.of(account.value(), claims))
                .chain(created -> created.size() > 0
                        ? outbox.add(transaction, created(account, claims, operator))
                        : replace(transaction, account, claims, operator));
    }

    private Uni<Void> replace(SqlClient transaction, AccountId account, JsonObject claims, Operator operator) {
        return Database.query(transaction, LOCK, Tuple.of(account.value())).chain(rows -> {
            JsonObject before = rows.iterator().next().getJsonObject("claims");
            return before.equals(claims)
                    ? Uni.createFrom().voidItem()
                    : Database.query(transaction, REPLACE, Tuple.of(account.value(), claims))
                            .chain(() -> outbox.add(transaction, replaced(account, before, claims, operator)));
        });
    }

    private AdministrationEvent created(AccountId account, JsonObject claims, Operator operator) {
        EventEnvelope envelope = envelopes.create();
        return new AccountCreated(
                envelope.id(),
                envelope.at(),
                account,
                claims.fieldNames().stream().sorted().toList(),
                operator.subject(),
                operator.token(),
                operator.source(),
                envelope.traceparent());
    }

    private AdministrationEvent replaced(AccountId account, JsonObject before, JsonObject after, Operator operator) {
        EventEnvelope envelope = envelopes.create();
        Stream<String> kept = after.fieldNames().stream().filter(before::containsKey);
        return new AccountClaimsReplaced(
                envelope.id(),
                envelope.at(),
                account,
                namesOnlyIn(after, before),
                kept.filter(name -> !Objects.equals(before.getValue(name), after.getValue(name)))
                        .sorted()
                        .toList(),
                namesOnlyIn(before, after),
                operator.subject(),
                operator.token(),
                operator.source(),
                envelope.traceparent());
    }

    private static List<String> namesOnlyIn(JsonObject one, JsonObject other) {
        return one.fieldNames().stream()
                .filter(name -> !other.containsKey(name))
                .sorted()
                .limit(MAX_NAMES)
                .toList();
    }
}
