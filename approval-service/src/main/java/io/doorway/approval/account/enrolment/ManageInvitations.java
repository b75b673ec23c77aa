package io.doorway.approval.account.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.AdministrationEvent.InvitationExpired;
import io.doorway.protocol.event.AdministrationEvent.InvitationRevoked;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.web.operator.Operator;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lists and revokes invitations, and deletes those that have expired. */
@Singleton
public class ManageInvitations {
    private static final Logger LOGGER = Logger.getLogger(ManageInvitations.class);

    private static final String LIST = """
            select a.account, e.id, e.name, e.created_at, e.expires_at, e.operator
            from approval.account a left join approval.enrolment e on e.account = a.account
                and e.used_by is null and e.revoked_at is null and e.tries_left > 0 and e.expires_at > now()
            where a.account = $1
            order by e.created_at, e.id""";
    private static final String LOCK = """
            select account, name, used_by is not null as used, revoked_at is not null as revoked
            from approval.enrolment where id = $1 and expires_at > now()
            for update""";
    private static final String REVOKE = "update approval.enrolment set revoked_at = clock_timestamp() where id = $1";
    private static final String DELETE_EXPIRED = """
            delete from approval.enrolment where invitation in (
                select invitation from approval.enrolment
                where expires_at < now() and (used_by is null or expires_at < now() - interval '30 days')
                order by expires_at limit 100 for update skip locked)
            returning id, name, account, operator, operator_token, used_by is null and revoked_at is null as unused""";

    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    ManageInvitations(Database database, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /** @param enrolments oldest first */
    public record InvitationList(List<PendingInvitation> enrolments) {}

    /**
     * An invitation that can be used, without its secret.
     *
     * @param id identifies it
     * @param name what the operator calls it, or null
     * @param createdAt when it was created
     * @param expiresAt until when its code is valid
     * @param operator who created it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PendingInvitation(
            String id, @Nullable String name, Instant createdAt, Instant expiresAt, String operator) {}

    /** The result of revoking. */
    public enum Revocation {
        /** Its code is not accepted any more. */
        REVOKED,
        /** It is unknown or has expired. */
        NOT_FOUND,
        /** A device was enrolled with it, which has to be revoked itself. */
        USED
    }

    /** The invitations that can be used, or empty if there is no such account. */
    public Uni<Optional<InvitationList>> list(AccountId account) {
        return database.query(LIST, Tuple.of(account.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new InvitationList(Database.list(rows, ManageInvitations::pending).stream()
                                .flatMap(Optional::stream)
                                .toList())));
    }

    /** Revokes an invitation that was not used. May be repeated; a repetition is no event. */
    public Uni<Revocation> revoke(String id, Operator operator) {
        return database.inTransaction(transaction -> revoke(transaction, id, operator))
                .chain(revoked -> outbox.publish(revoked.keys()).replaceWith(revoked.result()));
    }

    private record Revoked(Revocation result, List<String> keys) {}

    private Uni<Revoked> revoke(SqlClient transaction, String id, Operator operator) {
        return Database.query(transaction, LOCK, Tuple.of(id)).chain(rows -> {
            Optional<Row> found = Database.first(rows);
            if (found.isEmpty()) {
                return Uni.createFrom().item(new Revoked(Revocation.NOT_FOUND, List.of()));
            }
            Row row = found.get();
            if (row.getBoolean("used")) {
                return Uni.createFrom().item(new Revoked(Revocation.USED, List.of()));
            }
            AccountId account = new AccountId(row.getString("account"));
            Revoked result = new Revoked(Revocation.REVOKED, List.of(account.value()));
            return row.getBoolean("revoked")
                    ? Uni.createFrom().item(result)
                    : Database.query(transaction, REVOKE, Tuple.of(id))
                            .chain(() -> outbox.add(transaction, revoked(account, id, row.getString("name"), operator)))
                            .replaceWith(result);
        });
    }

    /** Deletes invitations that have expired; a used one a month later, until when opening it again is news. One that was neither used nor revoked has an event, which the relay publishes. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteExpired() {
        return database.inTransaction(transaction -> Database.query(transaction, DELETE_EXPIRED, Tuple.tuple())
                        .chain(rows -> Multi.createFrom()
                                .iterable(Database.list(rows, row -> row))
                                .select()
                                .where(row -> row.getBoolean("unused"))
                                .onItem()
                                .transformToUniAndConcatenate(row -> outbox.add(transaction, expired(row)))
                                .collect()
                                .asList()))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOGGER.warnf("expired invitations are not deleted yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private InvitationRevoked revoked(AccountId account, String id, @Nullable String name, Operator operator) {
        EventEnvelope envelope = envelopes.create();
        return new InvitationRevoked(
                envelope.id(),
                envelope.at(),
                account,
                id,
                name,
                operator.subject(),
                operator.token(),
                operator.source(),
                envelope.traceparent());
    }

    private InvitationExpired expired(Row row) {
        EventEnvelope envelope = envelopes.createInTrace(null);
        return new InvitationExpired(
                envelope.id(),
                envelope.at(),
                new AccountId(row.getString("account")),
                row.getString("id"),
                row.getString("name"),
                row.getString("operator"),
                row.getString("operator_token"),
                null);
    }

    /** An account without invitations has one row without an invitation. */
    private static Optional<PendingInvitation> pending(Row row) {
        return Optional.ofNullable(row.getString("id"))
                .map(id -> new PendingInvitation(
                        id,
                        row.getString("name"),
                        Database.instant(row, "created_at"),
                        Database.instant(row, "expires_at"),
                        row.getString("operator")));
    }
}
