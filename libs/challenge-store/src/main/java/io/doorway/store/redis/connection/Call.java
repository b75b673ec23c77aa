package io.doorway.store.redis.connection;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.RedisConnection;
import java.util.function.Function;

/** What is sent on a connection in one piece, and the promise of its answer. */
final class Call<T> {

    private final Function<RedisConnection, Future<T>> write;
    private final Promise<T> answer;
    private final long begun = System.nanoTime();

    Call(Function<RedisConnection, Future<T>> write, Promise<T> answer) {
        this.write = write;
        this.answer = answer;
    }

    /** Writes the call; whoever calls this completes the call with the connection's answer. */
    Future<T> writeTo(RedisConnection connection) {
        return write.apply(connection);
    }

    /** Nanoseconds since the call was made. */
    long age() {
        return System.nanoTime() - begun;
    }

    void complete(AsyncResult<T> result) {
        if (result.succeeded()) {
            answer.tryComplete(result.result());
        } else {
            answer.tryFail(result.cause());
        }
    }

    void fail(Throwable cause) {
        answer.tryFail(cause);
    }
}
