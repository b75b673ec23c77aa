package io.doorway.edge.limit;

import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One count for all instances of all services, by Redis's clock. */
@ApplicationScoped
class RedisCells implements Cells {

    private static final RedisScript TAKE = RedisScript.of(RedisCells.class, "take.lua");
    private static final RedisScript UNREST = RedisScript.of(RedisCells.class, "unrest.lua");

    private final RedisCalls redis;

    RedisCells(RedisCalls redis) {
        this.redis = redis;
    }

    @Override
    public Uni<Optional<Full>> take(List<Cell> cells) {
        List<String> args = new ArrayList<>(cells.size() * 3);
        for (Cell cell : cells) {
            args.add(Long.toString(cell.rate().intervalMicros()));
            args.add(Long.toString(cell.rate().periodMicros()));
            args.add(cell.counts() ? "count" : "look");
        }
        return TAKE.run(redis, cells.stream().map(Cell::key).toList(), args).map(answer -> full(cells, answer));
    }

    @Override
    public Uni<Duration> unrest(String key) {
        return UNREST.run(redis, List.of(key), List.of()).map(answer -> micros(answer.toLong()));
    }

    private static Optional<Full> full(List<Cell> cells, Response answer) {
        int place = answer.get(0).toInteger();
        return place == 0
                ? Optional.empty()
                : Optional.of(new Full(
                        cells.get(place - 1).limit(), micros(answer.get(1).toLong())));
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
