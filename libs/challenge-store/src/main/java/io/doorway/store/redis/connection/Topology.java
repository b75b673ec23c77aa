package io.doorway.store.redis.connection;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Which server executes a request. Shared by all event loops, thread-safe. */
interface Topology {

    /** The server for this request; null if that is not known. */
    @Nullable
    Node nodeOf(Request request);

    /**
     * Asks the servers again.
     *
     * @param send sends a request to a server
     */
    Future<Void> refresh(BiFunction<Node, Request, Future<Response>> send);

    /** The connection to this server failed, or it is not a master any more. */
    void suspect(Node node);

    /** Whether a server can redirect a request to another one. */
    boolean redirects();
}
