package io.doorway.login.revocation;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.login.revocation.RevocationList.Account;
import io.doorway.login.revocation.RevocationList.Credential;
import io.doorway.login.revocation.RevocationList.Entry;
import io.doorway.login.revocation.RevocationList.Session;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.redis.StalledRedis;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationListTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final RedisServer SERVER = new RedisServer(Server.Mode.fromEnvironment());
    private static final Vertx VERTX = Vertx.vertx();
    private static RedisCalls client;

    private final RevocationList list = list(client);
    private final Account account = new Account(new AccountId("ada-" + UUID.randomUUID()));
    private final Credential credential = new Credential(new CredentialId("phone-" + UUID.randomUUID()));
    private final Session session = new Session(new SessionId("session-" + UUID.randomUUID()));

    @BeforeAll
    static void start() {
        SERVER.start();
        client = new RedisCalls(VERTX, new RedisOptions().setConnectionString(SERVER.url()));
    }

    @AfterAll
    static void stop() {
        client.close();
        VERTX.closeAndAwait();
        SERVER.close();
    }

    @Test
    void theFirstRevokedEntryGivesTheReason() {
        assertThat(firstRevoked(account, credential, session)).isEmpty();

        list.revoke(session).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account, credential, session)).contains(RefusalReason.SESSION_ENDED);

        list.revoke(credential).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account, credential, session)).contains(RefusalReason.CREDENTIAL_NOT_ACTIVE);

        list.suspend(account, 2).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account, credential, session)).contains(RefusalReason.ACCOUNT_NOT_ACTIVE);
        assertThat(firstRevoked(session, account)).contains(RefusalReason.SESSION_ENDED);

        list.resume(account, 3).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account)).isEmpty();
    }

    /** 1,000 interleavings: the updates of ten changes arrive in a random order, sixteen at a time, one of them twice. */
    @Test
    void inWhateverOrderUpdatesArriveTheLatestVersionStays() {
        Random random = new Random(57);
        List<Account> accounts = new ArrayList<>();
        List<Uni<Void>> updates = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Account each = new Account(new AccountId("interleaved-" + UUID.randomUUID()));
            accounts.add(each);
            List<Uni<Void>> changes = new ArrayList<>();
            for (int version = 2; version <= 11; version++) {
                changes.add(i % 2 == version % 2 ? list.suspend(each, version) : list.resume(each, version));
            }
            changes.add(changes.get(random.nextInt(changes.size())));
            Collections.shuffle(changes, random);
            updates.addAll(changes);
        }

        Uni.join().all(updates).usingConcurrencyOf(16).andFailFast().await().atMost(Duration.ofSeconds(60));

        for (int i = 0; i < accounts.size(); i++) {
            boolean suspended = i % 2 == 11 % 2;
            assertThat(firstRevoked(accounts.get(i)).isPresent())
                    .as("interleaving %d", i)
                    .isEqualTo(suspended);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "7", "7 suspended", "7 ", "7 ACTIVE", "7 active ", "revoked", ""})
    void anEntryThatIsNotPlainlyActiveRevokes(String stored) {
        client.send(Request.cmd(Command.SET).arg(account.key()).arg(stored))
                .await()
                .atMost(TIMEOUT);

        assertThat(firstRevoked(account)).contains(RefusalReason.ACCOUNT_NOT_ACTIVE);
    }

    @Test
    void theHistoryOfTheStoreIsAnotherAfterARestartThatLostTheList() {
        try (RedisServer lossy = new RedisServer(Server.Mode.fromEnvironment())) {
            lossy.start();
            RedisCalls connection = new RedisCalls(VERTX, new RedisOptions().setConnectionString(lossy.url()));
            String before = list(connection).storeHistory().await().atMost(TIMEOUT);
            assertThat(list(connection).storeHistory().await().atMost(TIMEOUT)).isEqualTo(before);
            connection.close();

            lossy.kill();
            lossy.start();

            RedisCalls again = new RedisCalls(VERTX, new RedisOptions().setConnectionString(lossy.url()));
            assertThat(list(again).storeHistory().await().atMost(TIMEOUT)).isNotEqualTo(before);
            again.close();
        }
    }

    @Test
    void anEntryDoesNotRevokeAnotherOfTheSameId() {
        list.suspend(new Account(new AccountId("grace")), 2).await().atMost(TIMEOUT);

        assertThat(firstRevoked(new Credential(new CredentialId("grace")), new Account(new AccountId("alan"))))
                .isEmpty();
    }

    @Test
    void withoutAnAnswerOfRedisNothingIsRevokedReinstatedOrFoundValid() {
        try (StalledRedis redis = new StalledRedis()) {
            RevocationList stalled = list(redis.calls());

            assertThat(failuresOf(
                            stalled.firstRevoked(account),
                            stalled.firstRevoked(credential),
                            stalled.firstRevoked(session),
                            stalled.firstRevoked(account, credential, session),
                            stalled.suspend(account, 2),
                            stalled.revoke(credential),
                            stalled.revoke(session),
                            stalled.resume(account, 3),
                            stalled.storeHistory()))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }

    private Optional<RefusalReason> firstRevoked(Entry... entries) {
        return list.firstRevoked(entries).await().atMost(TIMEOUT);
    }

    private static RevocationList list(RedisCalls redis) {
        return new RevocationList(redis);
    }
}
