package io.doorway.approval.account.enrolment;

import io.doorway.approval.credential.EnrolmentConfig;
import io.doorway.approval.database.Database;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.web.operator.Operator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The invitations in PostgreSQL, one per enrolment code.
 *
 * <p>Checking a code locks its invitation and its account until the transaction ends, so that each of several concurrent attempts sees
 * the attempts and devices that the ones before it counted.
 */
@Singleton
class Invitations {
    private static final String ADD = """
            insert into approval.enrolment
                (invitation, secret_hash, account, expires_at, tries_left, id, name, answer_hash, operator,
                operator_token)
            select $1, $2, $3, now() + make_interval(secs => $4), $5, $6, $7, $8, $9, $10
            from approval.account where account = $3
            on conflict do nothing
            returning expires_at""";
    private static final String FIND_ACCOUNT = "select from approval.account where account = $1";
    private static final String LOCK = """
            select e.secret_hash, e.answer_hash, e.tries_left, e.used_by, e.id, e.name, a.account,
                a.status = 'active' as account_active, a.claims ->> 'name' as person
            from approval.enrolment e join approval.account a using (account)
            where e.invitation = $1 and (e.expires_at > now() or e.used_by is not null) and e.revoked_at is null
            for update""";
    private static final String COUNT_FAILED_ATTEMPT =
            "update approval.enrolment set tries_left = tries_left - 1 where invitation = $1";
    private static final String MARK_USED = "update approval.enrolment set used_by = $2 where invitation = $1";

    private final EnrolmentConfig config;

    Invitations(EnrolmentConfig config) {
        this.config = config;
    }

    /**
     * What identifies an invitation to an operator. It is not a part of the code.
     *
     * @param id 128 random bits
     * @param name what the operator calls it, such as a ticket, or null
     */
    record InvitationLabel(String id, @Nullable String name) {}

    /**
     * Who is invited.
     *
     * @param active whether the account is not suspended
     * @param person the claim {@code name} of the account, or null
     */
    record Invitee(
            AccountId account, boolean active, @Nullable String person) {}

    /** The result of checking a code. */
    sealed interface CodeCheck {

        /**
         * The secret is right, and the code is not used.
         *
         * @param answerRequired whether the invitation has an answer
         */
        record Unused(Invitee invitee, InvitationLabel invitation, boolean answerRequired) implements CodeCheck {

            AccountId account() {
                return invitee.account();
            }
        }

        /**
         * The secret is right, and the code is used.
         *
         * @param by the credential that was enrolled with it
         */
        record Used(AccountId account, CredentialId by) implements CodeCheck {}

        /**
         * The invitation is unknown, expired, revoked or invalidated, or the secret or the answer is wrong.
         *
         * @param account the invitation's account, for the audit; null if the invitation is unknown or expired
         */
        record Invalid(@Nullable AccountId account) implements CodeCheck {}
    }

    /** The result of creating an invitation. */
    sealed interface CreationResult {
        record Created(Instant expiresAt) implements CreationResult {}

        record NoSuchAccount() implements CreationResult {}

        /** Another invitation has the same id, or its code begins with the same characters. */
        record IdTaken() implements CreationResult {}
    }

    /** Stores an invitation in the transaction of its event. */
    Uni<CreationResult> add(
            SqlClient transaction,
            EnrolmentCode code,
            Optional<EnrolmentAnswer> answer,
            AccountId account,
            InvitationLabel label,
            Operator operator) {
        Tuple row = Tuple.tuple()
                .addValue(code.invitation())
                .addValue(Buffer.buffer(code.secretHash()))
                .addValue(account.value())
                .addValue((double) config.codeTtl().toSeconds())
                .addValue(config.maxCodeAttempts())
                .addValue(label.id())
                .addValue(label.name())
                .addValue(answer.map(given -> Buffer.buffer(given.hash(code))).orElse(null))
                .addValue(operator.subject())
                .addValue(operator.token());
        return Database.query(transaction, ADD, row)
                .chain(added -> Database.first(added)
                        .map(created -> Uni.createFrom()
                                .<CreationResult>item(
                                        new CreationResult.Created(Database.instant(created, "expires_at"))))
                        .orElseGet(() -> Database.query(transaction, FIND_ACCOUNT, Tuple.of(account.value()))
                                .map(found -> found.size() == 0
                                        ? new CreationResult.NoSuchAccount()
                                        : new CreationResult.IdTaken())));
    }

    /** Checks a code without its answer. A wrong secret is counted; after the last attempt the right secret is invalid too. */
    Uni<CodeCheck> check(SqlClient transaction, EnrolmentCode code) {
        return check(transaction, code, row -> true);
    }

    /** Checks a code and its answer, if the invitation has one. A wrong answer is counted as a wrong secret is. */
    Uni<CodeCheck> check(SqlClient transaction, EnrolmentCode code, EnrolmentAnswer answer) {
        return check(transaction, code, row -> {
            var expected = row.getBuffer("answer_hash");
            return expected == null || ConstantTime.equal(expected.getBytes(), answer.hash(code));
        });
    }

    private static Uni<CodeCheck> check(SqlClient transaction, EnrolmentCode code, Predicate<Row> rightAnswer) {
        return Database.query(transaction, LOCK, Tuple.of(code.invitation())).chain(rows -> {
            Optional<Row> found = Database.first(rows);
            if (found.isEmpty()) {
                return Uni.createFrom().item(new CodeCheck.Invalid(null));
            }
            Row row = found.get();
            AccountId account = new AccountId(row.getString("account"));
            if (row.getInteger("tries_left") == 0) {
                return Uni.createFrom().item(new CodeCheck.Invalid(account));
            }
            byte[] expected = row.getBuffer("secret_hash").getBytes();
            return ConstantTime.equal(expected, code.secretHash()) && rightAnswer.test(row)
                    ? Uni.createFrom().item(rightSecret(row, account))
                    : Database.query(transaction, COUNT_FAILED_ATTEMPT, Tuple.of(code.invitation()))
                            .replaceWith(new CodeCheck.Invalid(account));
        });
    }

    private static CodeCheck rightSecret(Row row, AccountId account) {
        String usedBy = row.getString("used_by");
        return usedBy == null
                ? new CodeCheck.Unused(
                        new Invitee(account, row.getBoolean("account_active"), row.getString("person")),
                        new InvitationLabel(row.getString("id"), row.getString("name")),
                        row.getBuffer("answer_hash") != null)
                : new CodeCheck.Used(account, new CredentialId(usedBy));
    }

    /** Marks the code as used. Only a repeated call of the same device is accepted with it from then on. */
    Uni<Void> markUsed(SqlClient transaction, EnrolmentCode code, CredentialId by) {
        return Database.query(transaction, MARK_USED, Tuple.of(code.invitation(), by.value()))
                .replaceWithVoid();
    }
}
