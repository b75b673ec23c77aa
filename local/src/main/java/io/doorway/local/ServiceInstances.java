package io.doorway.local;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * The instances of one service behind a gateway. Requests and WebSockets go to each in turn, whoever sends them. An instance that is not
 * ready, or that refused a connection, is passed over; if none is ready, all are tried, because their own answer says more than the
 * gateway's.
 *
 * <p>An instance is known by its port of the loopback address.
 */
final class ServiceInstances {

    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final Set<Integer> notReady = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    /** The gateway uses this instance too from now on. */
    void add(int port) {
        ports.add(port);
    }

    /** The gateway uses this instance no more. */
    void remove(int port) {
        ports.remove(Integer.valueOf(port));
        notReady.remove(port);
    }

    /** All instances. */
    List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Reports whether an instance is ready. */
    void report(int port, boolean ready) {
        if (ready) {
            notReady.remove(port);
        } else {
            notReady.add(port);
        }
    }

    /** The instances to try, in this order: each once, ready ones first. */
    List<Integer> next() {
        List<Integer> all = ports();
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<Integer> inTurn = new ArrayList<>(all.subList(first, all.size()));
        inTurn.addAll(all.subList(0, first));
        inTurn.sort((one, other) -> Boolean.compare(notReady.contains(one), notReady.contains(other)));
        return inTurn;
    }

    /**
     * Opens a request to the next instance, and to another one if that instance accepts no connection. Nothing has been sent to it then, so
     * that no request is sent twice.
     *
     * @param open opens a request to the instance at this port
     */
    Future<HttpClientRequest> open(IntFunction<Future<HttpClientRequest>> open) {
        return open(next(), open);
    }

    private Future<HttpClientRequest> open(List<Integer> instances, IntFunction<Future<HttpClientRequest>> open) {
        int port = instances.getFirst();
        return open.apply(port).recover(notConnected -> {
            report(port, false);
            return instances.size() == 1
                    ? Future.failedFuture(notConnected)
                    : open(instances.subList(1, instances.size()), open);
        });
    }
}
