package io.doorway.approval.enrolment;

import io.doorway.approval.credential.EnrolmentRules;
import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The invitations that codes are for, in PostgreSQL.
 *
 * <p>Presenting a code locks its invitation and its account until the transaction ends: of any number who present at once, each
 * sees what the ones before it left, be it a try less or a device more.
 */
@ApplicationScoped
class Invitations {
    private static final String FORGET_EXPIRED = "delete from approval.enrolment where expires_at < now()";
    private static final String ADD = """
            insert into approval.enrolment (invitation, secret_hash, account, expires_at, tries_left)
            select $1, $2, account, now() + make_interval(secs => $4), $5 from approval.account where account = $3
            on conflict (invitation) do nothing
            returning expires_at""";
    private static final String IS_ACCOUNT = "select from approval.account where account = $1";
    private static final String LOCK = """
            select e.secret_hash, e.tries_left, e.used_by, a.account, a.status = 'active' as active
            from approval.enrolment e join approval.account a using (account)
            where e.invitation = $1 and e.expires_at > now()
            for update""";
    private static final String TAKE_A_TRY =
            "update approval.enrolment set tries_left = tries_left - 1 where invitation = $1";
    private static final String USE_UP = "update approval.enrolment set used_by = $2 where invitation = $1";

    private final Database database;
    private final EnrolmentRules rules;

    Invitations(Database database, EnrolmentRules rules) {
        this.database = database;
        this.rules = rules;
    }

    /** What a presented code is good for. */
    sealed interface Presented {

        /**
         * The secret is right.
         *
         * @param account whose device it makes
         * @param active whether the account is not suspended
         * @param usedBy the credential that has used the code, or null if none has
         */
        record Good(
                String account, boolean active, @Nullable String usedBy) implements Presented {}

        /**
         * Nothing.
         *
         * @param account whose invitation was tried, for the audit; null if there is none
         */
        record Wrong(@Nullable String account) implements Presented {}
    }

    /** How making an invitation ended. */
    sealed interface Made {
        record Until(Instant expiresAt) implements Made {}

        record NoSuchAccount() implements Made {}

        /** Another invitation of today has this name. */
        record NameTaken() implements Made {}
    }

    Uni<Made> add(EnrolmentCode code, String account) {
        Tuple row = Tuple.of(
                code.invitation(),
                Buffer.buffer(code.secretHash()),
                account,
                (double) rules.codeLife().toSeconds(),
                rules.codeTries());
        return database.query(FORGET_EXPIRED, Tuple.tuple())
                .chain(() -> database.query(ADD, row))
                .chain(added -> Database.first(added)
                        .map(made -> Uni.createFrom().<Made>item(new Made.Until(instant(made))))
                        .orElseGet(() -> database.query(IS_ACCOUNT, Tuple.of(account))
                                .map(known -> known.size() == 0 ? new Made.NoSuchAccount() : new Made.NameTaken())));
    }

    /** Looks at a code. A wrong secret costs its invitation a try; after the last one even the right secret is wrong. */
    Uni<Presented> present(SqlClient transaction, EnrolmentCode code) {
        return Database.rows(transaction, LOCK, Tuple.of(code.invitation())).chain(rows -> {
            Optional<Row> found = Database.first(rows);
            if (found.isEmpty()) {
                return Uni.createFrom().item(new Presented.Wrong(null));
            }
            Row row = found.get();
            String account = row.getString("account");
            if (row.getInteger("tries_left") == 0) {
                return Uni.createFrom().item(new Presented.Wrong(account));
            }
            byte[] expected = row.getBuffer("secret_hash").getBytes();
            return MessageDigest.isEqual(expected, code.secretHash())
                    ? Uni.createFrom()
                            .item(new Presented.Good(account, row.getBoolean("active"), row.getString("used_by")))
                    : Database.rows(transaction, TAKE_A_TRY, Tuple.of(code.invitation()))
                            .replaceWith(new Presented.Wrong(account));
        });
    }

    /** The code is good for nothing more but the same device's repeated question. */
    Uni<Void> useUp(SqlClient transaction, EnrolmentCode code, String credential) {
        return Database.rows(transaction, USE_UP, Tuple.of(code.invitation(), credential))
                .replaceWithVoid();
    }

    private static Instant instant(Row row) {
        return row.getOffsetDateTime("expires_at").toInstant();
    }
}
