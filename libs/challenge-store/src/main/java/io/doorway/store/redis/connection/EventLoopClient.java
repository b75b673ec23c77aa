package io.doorway.store.redis.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop, and the way of a request to one of them. Only that event loop calls it. */
final class EventLoopClient {

    private static final int MAX_REDIRECTS = 3;

    private final ContextInternal context;
    private final RedisOptions options;
    private final Topology topology;
    private final ConnectionAttempts attempts;
    private final Refresh refresh;
    private final Map<Node, NodeConnection> connections = new HashMap<>();

    EventLoopClient(
            ContextInternal context,
            RedisOptions options,
            Topology topology,
            ConnectionAttempts attempts,
            Refresh refresh) {
        this.context = context;
        this.options = options;
        this.topology = topology;
        this.attempts = attempts;
        this.refresh = refresh;
    }

    /** The context for the connections, of no request. */
    ContextInternal context() {
        return context;
    }

    void send(Request request, Promise<Response> answer) {
        Node node = topology.nodeOf(request);
        if (node == null) {
            refresh()
                    .onSuccess(known -> sendTo(topology.nodeOf(request), request, answer))
                    .onFailure(answer::tryFail);
        } else {
            sendTo(node, request, answer);
        }
    }

    private void sendTo(@Nullable Node node, Request request, Promise<Response> answer) {
        if (node == null) {
            answer.tryFail(new NoConnectionException("no master is known"));
        } else if (topology.redirects()) {
            follow(node, request, MAX_REDIRECTS).onComplete(answer);
        } else {
            ask(node, new Call<>(to -> to.send(request), answer), answer);
        }
    }

    /** All requests in one piece if one server has all keys; on a cluster one after the other, without waiting for answers. */
    void batch(List<Request> requests, Promise<List<@Nullable Response>> answer) {
        Node node = topology.redirects() ? null : topology.nodeOf(requests.getFirst());
        if (node == null) {
            Future.all(requests.stream().map(this::sent).toList())
                    .map(answers -> answers.<@Nullable Response>list())
                    .onComplete(answer);
        } else {
            ask(node, new Call<>(to -> to.batch(requests), answer), answer);
        }
    }

    private Future<Response> sent(Request request) {
        Promise<Response> answer = context.promise();
        send(request, answer);
        return answer.future();
    }

    /** A server that does not answer, or that is a replica by now, may have been replaced. */
    private <T> void ask(Node node, Call<T> call, Promise<T> answer) {
        answer.future().onFailure(cause -> {
            if (cause instanceof NoConnectionException
                    || String.valueOf(cause.getMessage()).startsWith("READONLY")) {
                topology.suspect(node);
            }
        });
        connection(node).send(call);
    }

    private Future<Response> follow(Node node, Request request, int redirects) {
        return sendTo(node, request).recover(failure -> {
            String[] words = String.valueOf(failure.getMessage()).split(" ");
            boolean moved = words[0].equals("MOVED");
            if (failure instanceof NoConnectionException || moved) {
                refresh();
            }
            if (redirects == 0 || words.length != 3) {
                return Future.failedFuture(failure);
            }
            return switch (words[0]) {
                case "MOVED" -> follow(node.other(words[2]), request, redirects - 1);
                case "ASK" -> asking(node.other(words[2]), request);
                default -> Future.failedFuture(failure);
            };
        });
    }

    private Future<Response> sendTo(Node node, Request request) {
        Promise<Response> answer = context.promise();
        connection(node).send(new Call<>(to -> to.send(request), answer));
        return answer.future();
    }

    /** A slot on its way to another server: {@code ASKING} applies to the next request of the connection. */
    private Future<Response> asking(Node node, Request request) {
        Promise<List<@Nullable Response>> answer = context.promise();
        List<Request> both = List.of(Request.cmd(Command.ASKING), request);
        connection(node).send(new Call<>(to -> to.batch(both), answer));
        return answer.future().map(answers -> answers.get(1));
    }

    /** Completed on this event loop, whichever one runs the refresh. */
    private Future<Void> refresh() {
        Promise<Void> done = context.promise();
        refresh.run(() -> topology.refresh(this::sendTo)).onComplete(done);
        return done.future();
    }

    private NodeConnection connection(Node node) {
        return connections.computeIfAbsent(node, server -> new NodeConnection(context, server, options, attempts));
    }

    void close() {
        connections.values().forEach(connection -> connection.close("closed"));
    }
}
