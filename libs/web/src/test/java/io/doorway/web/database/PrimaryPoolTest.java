package io.doorway.web.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.servers.Ports;
import io.doorway.servers.PostgresPrimaryAndStandby;
import io.doorway.servers.PostgresServer;
import io.doorway.servers.Server;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool with a primary, a standby, and a promotion; and with a server that accepts connections and says nothing of use. */
class PrimaryPoolTest {

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    @Test
    void statementsFailWithoutAPrimaryAndContinueAfterAPromotion() throws Exception {
        try (PostgresPrimaryAndStandby servers = new PostgresPrimaryAndStandby()) {
            servers.start();
            List<String> urls = List.of(servers.urls().split(","));
            Pool pool = pool(urls);
            get(pool.query("create table login (id int primary key)").execute());
            get(pool.query("insert into login values (1)").execute());

            servers.primary().kill();

            Throwable refused = failure(pool.query("insert into login values (2)"));
            assertThat(refused).isNotNull();
            assertThat(TransientFailures.isTransient(refused))
                    .as(refused.toString())
                    .isTrue();

            servers.promote();

            Awaitility.await()
                    .atMost(RECOVERY)
                    .until(() -> failure(pool.query("insert into login values (3)")) == null);
            assertThat(get(pool.query("select id from login order by id")
                            .mapping(row -> row.getInteger(0))
                            .execute()))
                    .containsExactly(1, 3);

            servers.primary().start();

            assertThat(failure(pool(urls).query("select 1")))
                    .hasMessageContaining("more than one server accepts writes");
            assertThat(failure(pool.query("select 1")))
                    .as("on a connection that is open")
                    .isNull();
        }
    }

    @Test
    void aServerThatRefusesIsTriedTwiceASecondHoweverManyStatementsWait() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        NetServer refusing = get(vertx.createNetServer()
                .connectHandler(socket -> {
                    attempts.incrementAndGet();
                    socket.close();
                })
                .listen(0, Ports.LOOPBACK));
        Pool pool = pool(List.of(
                "postgresql://%s:%d/%s".formatted(Ports.LOOPBACK, refusing.actualPort(), PostgresServer.DATABASE)));

        List<? extends Future<?>> statements = Stream.generate(
                        () -> pool.query("select 1").execute())
                .limit(200)
                .toList();
        get(Future.join(statements).otherwiseEmpty());

        assertThat(statements).allMatch(Future::failed);
        assertThat(attempts).hasValueBetween(1, 4);
    }

    @Test
    void readinessChecksThatFailedWithoutAServerKeepNoConnectionOfTheNextOne() throws Exception {
        try (PostgresServer server = new PostgresServer(Server.Mode.fromEnvironment())) {
            server.start();
            Pool pool =
                    pool(List.of(server.url()), new PoolOptions().setMaxSize(2).setConnectionTimeout(1));
            DatabaseReadiness readiness = new DatabaseReadiness(pool) {};
            Awaitility.await().atMost(RECOVERY).until(() -> status(readiness) == Status.UP);

            server.kill();
            for (int check = 0; check < 50; check++) {
                assertThat(status(readiness)).isEqualTo(Status.DOWN);
            }
            server.restart();

            Awaitility.await().atMost(RECOVERY).until(() -> status(readiness) == Status.UP);
            for (int check = 0; check < 50; check++) {
                assertThat(status(readiness)).isEqualTo(Status.UP);
            }
        }
    }

    private static Status status(DatabaseReadiness readiness) {
        return readiness.call().await().atMost(TIMEOUT).getStatus();
    }

    /** Until its time for a connection has passed, and at that moment. */
    @Test
    void aReadinessCheckWithoutAServerIsDownAndLeavesNothingBehind() throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        vertx.exceptionHandler(uncaught::add);
        Duration forAConnection = Duration.ofSeconds(1);
        Pool pool = pool(
                List.of("postgresql://%s:%d/%s".formatted(Ports.LOOPBACK, Ports.free(), PostgresServer.DATABASE)),
                new PoolOptions().setConnectionTimeout((int) forAConnection.toSeconds()));
        Promise<Status> checked = Promise.promise();
        Promise<Void> timePassed = Promise.promise();

        vertx.runOnContext(start -> {
            new DatabaseReadiness(pool) {}.call()
                    .map(HealthCheckResponse::getStatus)
                    .subscribe()
                    .with(checked::complete, checked::fail);
            vertx.setTimer(2 * forAConnection.toMillis(), timer -> timePassed.complete());
        });

        assertThat(get(checked.future())).isEqualTo(Status.DOWN);
        get(timePassed.future());
        assertThat(uncaught).isEmpty();
    }

    private Pool pool(List<String> urls) {
        return pool(urls, new PoolOptions().setMaxSize(4));
    }

    private Pool pool(List<String> urls, PoolOptions options) {
        List<PgConnectOptions> servers = urls.stream()
                .map(url -> PgConnectOptions.fromUri(url)
                        .setUser(PostgresServer.USER)
                        .setPassword(PostgresServer.PASSWORD))
                .toList();
        return PrimaryPool.create(vertx, servers, options);
    }

    private static @Nullable Throwable failure(io.vertx.sqlclient.Query<?> statement) throws Exception {
        try {
            get(statement.execute());
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static <T> T get(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
}
