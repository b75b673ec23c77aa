package io.doorway.store.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.servers.RedisSentinel;
import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PipelinedClientTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CALLS = 1500;

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void callsFromAllEventLoopsUseOneConnectionEach() throws Exception {
        try (RedisServer server = new RedisServer(Server.Mode.fromEnvironment())) {
            server.start();
            try (PipelinedClient client = new PipelinedClient(VERTX, options(server.url()))) {
                await(Future.all(IntStream.range(0, CALLS)
                        .mapToObj(call -> onALoop(client))
                        .toList()));

                String clients = await(client.send(Request.cmd(Command.CLIENT).arg("LIST")))
                        .toString();
                assertThat(clients.lines().count())
                        .isBetween(2L, 2L * Runtime.getRuntime().availableProcessors());
            }
        }
    }

    /** A context of its own for each call: they are of all event loops in turn. */
    private static Future<Response> onALoop(PipelinedClient client) {
        return Future.future(done -> ((VertxInternal) VERTX)
                .createEventLoopContext()
                .runOnContext(call ->
                        client.send(Request.cmd(Command.INCR).arg("counter")).onComplete(done)));
    }

    /** Something that accepts every connection and closes it: after the first attempt, there are two in a second. */
    @Test
    void whileAServerRefusesTwoAttemptsAreMadeASecond() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (ServerSocket refusing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                PipelinedClient client =
                        new PipelinedClient(VERTX, options("redis://127.0.0.1:" + refusing.getLocalPort()))) {
            Thread.startVirtualThread(() -> refuse(refusing, attempts));
            assertThatThrownBy(() -> await(client.send(Request.cmd(Command.PING))))
                    .hasMessageContaining("no connection to 127.0.0.1:" + refusing.getLocalPort());

            int before = attempts.get();
            long begun = System.nanoTime();
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        var unawaited = onALoop(client);
                        return attempts.get() >= before + 3;
                    });

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    private static void refuse(ServerSocket server, AtomicInteger attempts) {
        try {
            while (!server.isClosed()) {
                // Counted before the client can know of it.
                Socket accepted = server.accept();
                attempts.incrementAndGet();
                accepted.close();
            }
        } catch (IOException closed) {
            return;
        }
    }

    @Test
    void aServerThatHangsIsConnectedAgain() throws Exception {
        try (RedisServer server = new RedisServer(Server.Mode.fromEnvironment())) {
            server.start();
            try (PipelinedClient client = new PipelinedClient(VERTX, options(server.url()))) {
                await(client.send(Request.cmd(Command.PING)));
                server.freeze();
                assertThatThrownBy(() -> await(client.send(Request.cmd(Command.PING))))
                        .hasMessageContaining("no response of");
                server.thaw();
                awaitAnswer(client);
            }
        }
    }

    @Test
    void theReplicaThatTheSentinelsPromoteIsUsed() throws Exception {
        try (RedisSentinel sentinel = new RedisSentinel()) {
            sentinel.start();
            RedisOptions options =
                    new RedisOptions().setType(RedisClientType.SENTINEL).setMasterName(RedisSentinel.MASTER_NAME);
            sentinel.urls().forEach(options::addConnectionString);
            try (PipelinedClient client = new PipelinedClient(VERTX, options)) {
                await(client.send(Request.cmd(Command.INCR).arg("counter")));
                sentinel.master().freeze();
                assertThatThrownBy(() -> await(client.send(Request.cmd(Command.PING))))
                        .isInstanceOf(NoConnectionException.class);
                sentinel.awaitPromotion();
                awaitAnswer(client);
                sentinel.master().thaw();

                assertThat(await(client.send(Request.cmd(Command.INCR).arg("counter")))
                                .toInteger())
                        .isGreaterThan(1);
            }
        }
    }

    private static void awaitAnswer(PipelinedClient client) {
        Awaitility.await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
            await(client.send(Request.cmd(Command.INCR).arg("counter")));
            return true;
        });
    }

    private static RedisOptions options(String url) {
        return new RedisOptions().setConnectionString(url);
    }

    private static <T> T await(Future<T> call) throws Exception {
        try {
            return call.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
