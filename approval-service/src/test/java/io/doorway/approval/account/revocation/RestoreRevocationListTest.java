package io.doorway.approval.account.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.doorway.approval.account.status.Accounts;
import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.login.revocation.RevocationList;
import io.doorway.login.revocation.RevocationList.Entry;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.store.StoreUnavailableException;
import io.doorway.web.operator.Operator;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The revocation list agrees with PostgreSQL, whatever happened in between. */
@ApprovalServiceTest
class RestoreRevocationListTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    RevocationList revocationList;

    @Inject
    RestoreRevocationList restoration;

    @Inject
    Accounts accounts;

    @Inject
    TestChallenges logins;

    @Inject
    Pool pool;

    @Inject
    Redis redis;

    /** Each operator suspends and resumes in turn; the last of 1,000 changes may be any of them. */
    @Test
    void operatorsWhoSuspendAndResumeAtOnceLeaveDatabaseAndListAgreeing() throws Exception {
        List<String> accounts = new ArrayList<>();
        List<Future<?>> calls = new ArrayList<>();
        Random random = new Random(57);
        try (ExecutorService operators = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 20; i++) {
                String account = EnrolledPhones.account();
                accounts.add(account);
                for (int call = 0; call < 50; call++) {
                    boolean suspend = random.nextBoolean();
                    calls.add(operators.submit(() -> {
                        if (suspend) {
                            EnrolledPhones.suspend(account);
                        } else {
                            EnrolledPhones.resume(account);
                        }
                    }));
                }
            }
            awaitAll(calls);
        }

        for (String account : accounts) {
            assertThat(isRevoked(new RevocationList.Account(new AccountId(account))))
                    .as(account)
                    .isEqualTo(isSuspended(account));
        }
    }

    @Test
    void aCrashAfterTheCommitIsCompletedWithinSeconds() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        String account = phone.identity().account();
        TestChallenge login = logins.complete(phone);
        AwaitActivity.of(phone, 2);

        // What a process leaves that dies between the commit and the revocation list.
        execute("""
                update approval.account set status = 'suspended', status_version = status_version + 1,
                    status_changed_at = clock_timestamp() where account = $1""", account);
        execute(
                "update approval.credential set revoked_at = clock_timestamp() where credential_id = $1",
                phone.identity().credentialId());
        execute(
                "update approval.activity set disowned_at = clock_timestamp() where id = $1",
                login.id().value());

        for (Entry entry : entries(phone, login)) {
            await().atMost(TIMEOUT).until(() -> isRevoked(entry));
        }
    }

    /** Redis executes no writes for six seconds; the call gives up after two. */
    @Test
    void aRedisThatStopsAfterTheCommitGetsTheStatusWhenItContinues() {
        String account = EnrolledPhones.account();
        RevocationList.Account entry = new RevocationList.Account(new AccountId(account));
        redis.send(Request.cmd(Command.CLIENT).arg("PAUSE").arg(6000).arg("WRITE"))
                .await()
                .atMost(TIMEOUT);

        assertThatThrownBy(
                        () -> accounts.suspend(new AccountId(account), new Operator("helpdesk", "token", "192.0.2.1"))
                                .await()
                                .atMost(TIMEOUT))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(isSuspended(account)).isTrue();
        await().atMost(TIMEOUT)
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> isRevoked(entry));
    }

    @Test
    void aResumeWhoseUpdateWasLostIsCompletedWithinSeconds() {
        String account = EnrolledPhones.account();
        EnrolledPhones.suspend(account);
        execute("""
                update approval.account set status = 'active', status_version = status_version + 1,
                    status_changed_at = clock_timestamp() where account = $1""", account);

        await().atMost(TIMEOUT).until(() -> !isRevoked(new RevocationList.Account(new AccountId(account))));
    }

    @Test
    void anOlderVersionThatArrivesLateChangesNothing() {
        String account = EnrolledPhones.account();
        RevocationList.Account entry = new RevocationList.Account(new AccountId(account));
        EnrolledPhones.suspend(account);
        EnrolledPhones.resume(account);

        revocationList.suspend(entry, 2).await().atMost(TIMEOUT);

        assertThat(isRevoked(entry)).isFalse();
    }

    /** The server is a replica for a moment and is promoted, and does not have the entries. */
    @Test
    void whatAFailoverOfRedisLostIsWrittenAgain() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        String account = phone.identity().account();
        TestChallenge login = logins.complete(phone);
        AwaitActivity.of(phone, 2);
        phone.disown(login.id().value()).expect(204);
        EnrolledPhones.suspend(account);
        execute(
                "update approval.account set status_changed_at = now() - interval '30 minutes' where account = $1",
                account);
        execute(
                "update approval.activity set disowned_at = now() - interval '30 minutes' where id = $1",
                login.id().value());
        restoration.restore().await().atMost(TIMEOUT);
        RevocationList.Account suspended = new RevocationList.Account(new AccountId(account));
        RevocationList.Session disowned = new RevocationList.Session(SessionId.of(login.id()));

        delete(suspended);
        delete(disowned);
        restoration.restore().await().atMost(TIMEOUT);
        assertThat(isRevoked(suspended)).as("the history is the same").isFalse();
        promote();

        await().atMost(TIMEOUT).until(() -> isRevoked(suspended) && isRevoked(disowned));
    }

    private static List<Entry> entries(HeadlessPhone phone, TestChallenge login) {
        return List.of(
                new RevocationList.Account(new AccountId(phone.identity().account())),
                new RevocationList.Credential(new CredentialId(phone.identity().credentialId())),
                new RevocationList.Session(SessionId.of(login.id())));
    }

    private boolean isRevoked(Entry entry) {
        return revocationList.firstRevoked(entry).await().atMost(TIMEOUT).isPresent();
    }

    private boolean isSuspended(String account) {
        return pool.preparedQuery("select status = 'suspended' as suspended from approval.account where account = $1")
                .execute(Tuple.of(account))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getBoolean("suspended");
    }

    private void execute(String sql, String argument) {
        pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(TIMEOUT);
    }

    private void delete(Entry entry) {
        redis.send(Request.cmd(Command.DEL).arg(entry.key())).await().atMost(TIMEOUT);
    }

    private void promote() {
        redis.send(Request.cmd(Command.REPLICAOF).arg("127.0.0.1").arg("1"))
                .await()
                .atMost(TIMEOUT);
        redis.send(Request.cmd(Command.REPLICAOF).arg("NO").arg("ONE")).await().atMost(TIMEOUT);
    }

    private static void awaitAll(List<Future<?>> calls) throws InterruptedException, ExecutionException {
        for (Future<?> call : calls) {
            call.get();
        }
    }
}
