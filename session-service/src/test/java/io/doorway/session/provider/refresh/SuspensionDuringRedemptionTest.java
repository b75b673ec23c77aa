package io.doorway.session.provider.refresh;

import static io.doorway.session.support.RefreshingClient.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.login.revocation.RevocationList;
import io.doorway.session.database.Database;
import io.doorway.session.support.RefreshTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An account is suspended while the code of its login is redeemed. */
@QuarkusTest
class SuspensionDuringRedemptionTest extends RefreshTest {
    @Inject
    Database database;

    @Inject
    RevocationList revocationList;

    /** The account would have the tokens when it is resumed: what ends those of a suspended account has been there before. */
    @Test
    void aLoginWhoseAccountIsSuspendedWhileItsRefreshTokenIsStoredGetsNone() {
        String code = code(PORTAL);
        CompletableFuture<Void> suspended = new CompletableFuture<>();
        CompletableFuture<Void> locked = new CompletableFuture<>();
        CompletionStage<Void> lock = database.inTransaction(transaction -> Database.query(
                                transaction, "lock table session.refresh_grant in share mode", Tuple.tuple())
                        .invoke(() -> locked.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(suspended)))
                .subscribeAsCompletionStage();
        locked.join();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Response> redemption =
                    threads.submit(() -> PORTAL.redemption(code, bank).post(TOKEN));
            Awaitility.await().until(this::aGrantIsWaiting);
            revocationList
                    .suspend(new RevocationList.Account(account), 1)
                    .await()
                    .indefinitely();
            suspended.complete(null);
            lock.toCompletableFuture().join();

            assertThat(redemption)
                    .succeedsWithin(Duration.ofSeconds(20))
                    .extracting(Response::statusCode)
                    .isEqualTo(400);
        }
    }

    private boolean aGrantIsWaiting() {
        return database.query(
                                "select from pg_locks where not granted and relation = 'session.refresh_grant'::regclass",
                                Tuple.tuple())
                        .await()
                        .indefinitely()
                        .size()
                > 0;
    }
}
