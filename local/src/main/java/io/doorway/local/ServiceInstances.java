package io.doorway.local;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The instances of one service behind a gateway. Requests and WebSockets go to each in turn, whoever sends them. An instance that is not
 * ready, or that refused a connection, is passed over; if none is ready, all are tried, because their own answer says more than the
 * gateway's.
 */
final class ServiceInstances {

    private final List<SocketAddress> addresses = new CopyOnWriteArrayList<>();
    private final Set<SocketAddress> notReady = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    /** The gateway uses this instance too from now on. */
    void add(SocketAddress address) {
        addresses.add(address);
    }

    /** The gateway uses this instance no more. */
    void remove(SocketAddress address) {
        addresses.remove(address);
        notReady.remove(address);
    }

    /** The gateway uses these instances and no others from now on. */
    void replace(Collection<SocketAddress> present) {
        addresses().stream().filter(address -> !present.contains(address)).forEach(this::remove);
        present.stream().filter(address -> !addresses.contains(address)).forEach(this::add);
    }

    /** All instances. */
    List<SocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Reports whether an instance is ready. */
    void report(SocketAddress address, boolean ready) {
        if (ready) {
            notReady.remove(address);
        } else {
            notReady.add(address);
        }
    }

    /** The instances to try, in this order: each once, ready ones first. */
    List<SocketAddress> next() {
        List<SocketAddress> all = addresses();
        if (all.isEmpty()) {
            return all;
        }
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<SocketAddress> inTurn = new ArrayList<>(all.subList(first, all.size()));
        inTurn.addAll(all.subList(0, first));
        inTurn.sort((one, other) -> Boolean.compare(notReady.contains(one), notReady.contains(other)));
        return inTurn;
    }

    /**
     * Opens a request to the next instance, and to another one if that instance accepts no connection. Nothing has been sent to it then, so
     * that no request is sent twice.
     *
     * @param open opens a request to the instance at this address
     */
    Future<HttpClientRequest> open(Function<SocketAddress, Future<HttpClientRequest>> open) {
        return open(next(), open);
    }

    private Future<HttpClientRequest> open(
            List<SocketAddress> instances, Function<SocketAddress, Future<HttpClientRequest>> open) {
        if (instances.isEmpty()) {
            return Future.failedFuture("no instance");
        }
        SocketAddress address = instances.getFirst();
        return open.apply(address).recover(notConnected -> {
            report(address, false);
            return instances.size() == 1
                    ? Future.failedFuture(notConnected)
                    : open(instances.subList(1, instances.size()), open);
        });
    }
}
