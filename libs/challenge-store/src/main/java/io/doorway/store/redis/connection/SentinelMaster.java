package io.doorway.store.redis.connection;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The master that the sentinels name. A server that they name is used only if it says itself that it is a master: a replica would answer reads
 * from data that may be older.
 */
final class SentinelMaster implements Topology {

    private final List<Node> sentinels;
    private final String name;
    private final AtomicReference<@Nullable Node> master = new AtomicReference<>();

    /** @param name of the master, in the configuration of the sentinels */
    SentinelMaster(List<Node> sentinels, String name) {
        this.sentinels = sentinels;
        this.name = name;
    }

    @Override
    public @Nullable Node nodeOf(Request request) {
        return master.get();
    }

    @Override
    public Future<Void> refresh(BiFunction<Node, Request, Future<Response>> send) {
        Request question =
                Request.cmd(Command.SENTINEL).arg("GET-MASTER-ADDR-BY-NAME").arg(name);
        return Future.any(sentinels.stream()
                        .map(sentinel -> send.apply(sentinel, question).compose(answer -> named(sentinel, answer)))
                        .toList())
                .compose(named -> {
                    Node node = named.list().stream()
                            .filter(Node.class::isInstance)
                            .map(Node.class::cast)
                            .findFirst()
                            .orElseThrow();
                    return send.apply(node, Request.cmd(Command.INFO).arg("replication"))
                            .compose(info -> accept(node, info));
                });
    }

    private Future<Node> named(Node sentinel, @Nullable Response answer) {
        return answer == null
                ? Future.failedFuture(
                        new NoConnectionException("the sentinel at %s knows no %s".formatted(sentinel, name)))
                : Future.succeededFuture(sentinel.other(
                        answer.get(0).toString(), Integer.parseInt(answer.get(1).toString())));
    }

    private Future<Void> accept(Node node, Response info) {
        if (!info.toString().lines().anyMatch("role:master"::equals)) {
            return Future.failedFuture(new NoConnectionException("not a master: " + node));
        }
        master.set(node);
        return Future.succeededFuture();
    }

    @Override
    public void suspect(Node node) {
        master.compareAndSet(node, null);
    }

    @Override
    public boolean redirects() {
        return false;
    }
}
