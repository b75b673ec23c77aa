package io.doorway.store.redis.connection;

import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one server, for one event loop, which alone may call it. Calls are written at once, without waiting for the answers of
 * earlier ones; Redis answers in their order.
 *
 * <p>It is opened by the first call, and again by the first call after it was lost. An attempt and an answer may each take two seconds. A
 * connection that does not answer in that time is closed, because the server's machine may have vanished without a word, and everything
 * that was sent on it fails.
 */
final class NodeConnection {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_WAITING = 2048;

    private final ContextInternal context;
    private final Node node;
    private final RedisOptions options;
    private final ConnectionAttempts attempts;

    private final Deque<Call<?>> waiting = new ArrayDeque<>();
    private final Deque<Call<?>> sent = new ArrayDeque<>();
    private @Nullable Redis connecting;
    private @Nullable Redis client;
    private @Nullable RedisConnection connection;
    private long openedAt;
    private boolean watched;

    /**
     * @param context a context of the event loop, of no request
     * @param options for a connection to any server of the deployment
     */
    NodeConnection(ContextInternal context, Node node, RedisOptions options, ConnectionAttempts attempts) {
        this.context = context;
        this.node = node;
        this.options = new RedisOptions(options).setEndpoints(List.of(node.url()));
        this.attempts = attempts;
    }

    /** Makes the call; it fails with {@link NoConnectionException}, or with the error of Redis. */
    <T> void send(Call<T> call) {
        if (connection != null) {
            write(call, connection);
            return;
        }
        String refusal = connecting == null ? attempts.begin(node) : refusalToWait();
        if (refusal != null) {
            call.fail(new NoConnectionException("no connection to %s: %s".formatted(node, refusal)));
            return;
        }
        waiting.add(call);
        if (connecting == null) {
            context.dispatch(this::connect);
        }
    }

    private @Nullable String refusalToWait() {
        return waiting.size() < MAX_WAITING ? null : "too many calls wait for it";
    }

    /** Each attempt has a client of its own, because only closing its client ends an attempt that hangs. */
    private void connect() {
        Redis attempt = Redis.createClient(context.owner(), options);
        connecting = attempt;
        schedule(() -> failed(attempt, "not connected within " + TIMEOUT), TIMEOUT.toNanos());
        attempt.connect()
                .onSuccess(opened -> opened(attempt, opened))
                .onFailure(cause -> failed(attempt, Objects.requireNonNullElse(cause.getMessage(), "closed")));
    }

    private void opened(Redis attempt, RedisConnection opened) {
        if (connecting != attempt) {
            return;
        }
        connecting = null;
        client = attempt;
        connection = opened;
        openedAt = System.nanoTime();
        opened.endHandler(end -> lost(opened, "closed by the server"));
        opened.exceptionHandler(cause -> lost(opened, String.valueOf(cause.getMessage())));
        attempts.succeeded(node);
        drain(waiting).forEach(call -> write(call, opened));
    }

    private void failed(Redis attempt, String reason) {
        if (connecting != attempt) {
            return;
        }
        connecting = null;
        attempt.close();
        attempts.failed(node, reason);
        fail(waiting, "no connection to %s: %s".formatted(node, reason));
    }

    private void lost(RedisConnection lost, String reason) {
        if (connection == lost) {
            if (System.nanoTime() - openedAt < ConnectionAttempts.PAUSE.toNanos()) {
                attempts.failed(node, reason);
            }
            close("lost the connection to %s: %s".formatted(node, reason));
        }
    }

    private <T> void write(Call<T> call, RedisConnection open) {
        sent.add(call);
        watch();
        call.writeTo(open).onComplete(answer -> {
            if (sent.peek() == call) {
                sent.remove();
            } else {
                sent.remove(call);
            }
            call.complete(answer);
        });
    }

    /** One timer for all calls: the oldest one is answered first. */
    private void watch() {
        if (!watched) {
            watched = true;
            schedule(this::closeIfLate, TIMEOUT.toNanos());
        }
    }

    private void closeIfLate() {
        Call<?> oldest = sent.peek();
        watched = oldest != null;
        if (oldest == null) {
            return;
        }
        long left = TIMEOUT.toNanos() - oldest.age();
        if (left > 0) {
            schedule(this::closeIfLate, left);
        } else {
            watched = false;
            close("no response of %s in %s".formatted(node, TIMEOUT));
        }
    }

    private void schedule(Runnable task, long nanos) {
        context.nettyEventLoop().schedule(() -> context.dispatch(task), nanos, TimeUnit.NANOSECONDS);
    }

    /** Closes the connection; the calls that were not answered fail with the reason. */
    void close(String reason) {
        if (connection != null) {
            attempts.lost();
        }
        Stream.of(connecting, client).filter(Objects::nonNull).forEach(Redis::close);
        connecting = null;
        client = null;
        connection = null;
        fail(sent, reason);
        fail(waiting, reason);
    }

    private static void fail(Deque<Call<?>> calls, String reason) {
        drain(calls).forEach(call -> call.fail(new NoConnectionException(reason)));
    }

    private static List<Call<?>> drain(Deque<Call<?>> calls) {
        List<Call<?>> all = List.copyOf(calls);
        calls.clear();
        return all;
    }
}
