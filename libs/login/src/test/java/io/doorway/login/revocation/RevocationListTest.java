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
import io.doorway.store.redis.RedisFlags;
import io.doorway.testkit.redis.StalledRedis;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RevocationListTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final RedisServer SERVER = new RedisServer(Server.Mode.fromEnvironment());
    private static final Vertx VERTX = Vertx.vertx();
    private static Redis client;

    private final RevocationList list = list(client);
    private final Account account = new Account(new AccountId("ada"));
    private final Credential credential = new Credential(new CredentialId("phone"));
    private final Session session = new Session(new SessionId("session"));

    @BeforeAll
    static void start() {
        SERVER.start();
        client = Redis.createClient(VERTX, SERVER.url());
    }

    @AfterAll
    static void stop() {
        client.close();
        VERTX.closeAndAwait();
        SERVER.close();
    }

    @Test
    void theFirstRevokedEntryGivesTheReason() {
        list.reinstate(account).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account, credential, session)).isEmpty();

        list.revoke(session).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account, credential, session)).contains(RefusalReason.SESSION_ENDED);

        list.revoke(credential).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account, credential, session)).contains(RefusalReason.CREDENTIAL_NOT_ACTIVE);

        list.revoke(account).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account, credential, session)).contains(RefusalReason.ACCOUNT_NOT_ACTIVE);
        assertThat(firstRevoked(session, account)).contains(RefusalReason.SESSION_ENDED);

        list.reinstate(account).await().atMost(TIMEOUT);
        assertThat(firstRevoked(account)).isEmpty();
    }

    @Test
    void anEntryDoesNotRevokeAnotherOfTheSameId() {
        list.revoke(new Account(new AccountId("grace"))).await().atMost(TIMEOUT);

        assertThat(firstRevoked(new Credential(new CredentialId("grace")), new Account(new AccountId("alan"))))
                .isEmpty();
    }

    @Test
    void withoutAnAnswerOfRedisNothingIsRevokedReinstatedOrFoundValid() {
        try (StalledRedis redis = new StalledRedis()) {
            RevocationList stalled = list(redis.client());

            assertThat(failuresOf(
                            stalled.firstRevoked(account),
                            stalled.firstRevoked(credential),
                            stalled.firstRevoked(session),
                            stalled.firstRevoked(account, credential, session),
                            stalled.revoke(account),
                            stalled.revoke(credential),
                            stalled.revoke(session),
                            stalled.reinstate(account)))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }

    private Optional<RefusalReason> firstRevoked(Entry... entries) {
        return list.firstRevoked(entries).await().atMost(TIMEOUT);
    }

    private static RevocationList list(Redis redis) {
        return new RevocationList(new RedisFlags(new RedisCalls(redis)));
    }
}
