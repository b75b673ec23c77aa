package io.doorway.store.redis.connection;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.RequestImpl;
import io.vertx.redis.client.impl.ZModem;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A Redis Cluster: each of 16,384 hash slots has a master. A request without a key goes to any master. */
final class ClusterSlots implements Topology {

    private static final int SLOTS = 16_384;

    private final List<Node> configured;
    private volatile @Nullable Node[] masters = new Node[SLOTS];

    /** @param configured some nodes of the cluster */
    ClusterSlots(List<Node> configured) {
        this.configured = configured;
    }

    @Override
    public @Nullable Node nodeOf(Request request) {
        @Nullable Node[] known = masters;
        List<byte[]> keys = ((RequestImpl) request).keys();
        return keys.isEmpty()
                ? Arrays.stream(known).filter(Objects::nonNull).findFirst().orElse(null)
                : known[ZModem.generate(keys.getFirst())];
    }

    /** The first answer of a node counts. */
    @Override
    public Future<Void> refresh(BiFunction<Node, Request, Future<Response>> send) {
        Set<Node> nodes = new LinkedHashSet<>(configured);
        Arrays.stream(masters).filter(Objects::nonNull).forEach(nodes::add);
        Request question = Request.cmd(Command.CLUSTER).arg("SLOTS");
        return Future.any(nodes.stream()
                        .map(node -> send.apply(node, question).map(answer -> table(node, answer)))
                        .toList())
                .map(answers -> {
                    masters = answers.list().stream()
                            .filter(Objects::nonNull)
                            .map(answer -> (Node[]) answer)
                            .findFirst()
                            .orElseThrow();
                    return null;
                });
    }

    /** Each entry has the first slot, the last slot, and the master's host and port. */
    private static @Nullable Node[] table(Node asked, Response answer) {
        @Nullable Node[] table = new Node[SLOTS];
        for (Response range : answer) {
            Response master = range.get(2);
            String host = master.get(0) == null ? "" : master.get(0).toString();
            Node node = asked.other(host + ":" + number(master.get(1)));
            Arrays.fill(table, number(range.get(0)), number(range.get(1)) + 1, node);
        }
        return table;
    }

    private static int number(Response response) {
        return Integer.parseInt(response.toString());
    }

    /** The other masters are as before, and requests for this one fail until another one is named. */
    @Override
    public void suspect(Node node) {
        // the table is replaced by the next refresh
    }

    @Override
    public boolean redirects() {
        return true;
    }
}
