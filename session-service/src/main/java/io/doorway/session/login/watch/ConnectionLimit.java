package io.doorway.session.login.watch;

import io.doorway.web.geography.IpNetwork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits the open connections of each address at this instance. */
@Singleton
class ConnectionLimit {

    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private final int max;

    ConnectionLimit(WatchConfig config, MeterRegistry metrics) {
        this.max = config.perAddress();
        Gauge.builder("doorway.watch.connections", total, AtomicInteger::get)
                .description("Open WebSockets and event streams")
                .register(metrics);
    }

    /** Counts one more connection of the address, unless it has the maximum. The caller must release it. */
    boolean tryAcquire(String source) {
        AtomicBoolean acquired = new AtomicBoolean();
        open.compute(IpNetwork.ADDRESS.of(source), (address, before) -> {
            int count = before == null ? 0 : before;
            acquired.set(count < max);
            return acquired.get() ? Integer.valueOf(count + 1) : before;
        });
        if (acquired.get()) {
            total.incrementAndGet();
        }
        return acquired.get();
    }

    void release(String source) {
        open.computeIfPresent(IpNetwork.ADDRESS.of(source), (address, before) -> {
            total.decrementAndGet();
            return before == 1 ? null : before - 1;
        });
    }

    /** The open connections of the address at this instance. */
    int count(String source) {
        return open.getOrDefault(IpNetwork.ADDRESS.of(source), 0);
    }

    /** Configuration of the limit. */
    @ConfigMapping(prefix = "doorway.watch")
    public interface WatchConfig {

        /** The number of WebSockets and event streams that one instance accepts from one address. */
        @WithDefault("256")
        int perAddress();
    }
}
