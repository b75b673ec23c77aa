package io.doorway.store.redis.connection;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.BiFunction;

/** One server, which has every key. */
record SingleServer(Node node) implements Topology {

    @Override
    public Node nodeOf(Request request) {
        return node;
    }

    @Override
    public Future<Void> refresh(BiFunction<Node, Request, Future<Response>> send) {
        return Future.succeededFuture();
    }

    @Override
    public void suspect(Node suspected) {
        // there is no other
    }

    @Override
    public boolean redirects() {
        return false;
    }
}
