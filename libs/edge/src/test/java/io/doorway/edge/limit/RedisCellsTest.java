package io.doorway.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.edge.limit.Cells.Cell;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.servers.RedisServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the real server, by its clock. */
class RedisCellsTest extends CellsConformance {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final RedisServer SERVER = new RedisServer();
    private static final Vertx VERTX = Vertx.vertx();
    private static Redis client;

    @BeforeAll
    static void start() {
        SERVER.start();
        client = Redis.createClient(
                VERTX, new RedisOptions().setConnectionString(SERVER.url()).setMaxPoolWaiting(2000));
    }

    @AfterAll
    static void stop() {
        client.close();
        VERTX.closeAndAwait();
        SERVER.close();
    }

    @Override
    Cells cells() {
        return new RedisCells(new RedisCalls(client));
    }

    @Override
    void pass(Duration time) {
        long until = now() + time.toNanos() / 1000;
        while (now() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aSubjectThatIsQuietAgainIsForgotten() {
        String key = "{limit:test}:forgotten";
        Rate rate = Rate.parse("10/PT1S");

        cells().take(List.of(new Cell(Limit.SCAN_BY_ACCOUNT, key, rate, true)))
                .await()
                .atMost(PATIENCE);

        long left = send(Request.cmd(Command.PTTL).arg(key));
        assertThat(left).isBetween(0L, 100L);
    }

    @Test
    void aStoreThatDoesNotAnswerIsAFailureAndNoPass() {
        RedisServer gone = new RedisServer();
        gone.start();
        Redis lost = Redis.createClient(VERTX, new RedisOptions().setConnectionString(gone.url()));
        Cells cells = new RedisCells(new RedisCalls(lost));
        gone.close();

        Cell cell = new Cell(Limit.SCAN_BY_ACCOUNT, "{limit:test}:gone", Rate.parse("10/PT1S"), true);

        assertThatThrownBy(() -> cells.take(List.of(cell)).await().atMost(PATIENCE))
                .isInstanceOf(StoreUnavailableException.class);
        lost.close();
    }

    private static long now() {
        var time = client.send(Request.cmd(Command.TIME)).await().atMost(PATIENCE);
        return time.get(0).toLong() * 1_000_000 + time.get(1).toLong();
    }

    private static long send(Request request) {
        return client.send(request).await().atMost(PATIENCE).toLong();
    }
}
