package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

    private static final int MAX = 3;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ConnectionLimit connections = new ConnectionLimit(() -> MAX, metrics);

    @Test
    void eachAddressHasItsOwnLimit() {
        assertThat(acquire("203.0.113.7", 1000)).isEqualTo(MAX);
        assertThat(acquire("203.0.113.8", 1000)).isEqualTo(MAX);
    }

    @Test
    void aReleasedConnectionCanBeAcquiredAgain() {
        acquire("203.0.113.7", MAX);

        connections.release("203.0.113.7");

        assertThat(acquire("203.0.113.7", 10)).isEqualTo(1);
    }

    @Test
    void addressesOfOneIpv6NetworkShareALimit() {
        assertThat(acquire("2001:db8:1:2::1", 2)).isEqualTo(2);
        assertThat(acquire("2001:db8:1:2:ffff::9", 2)).isEqualTo(1);
    }

    @Test
    void theOpenConnectionsOfAllAddressesAreAMetric() {
        acquire("203.0.113.7", 1000);
        acquire("203.0.113.8", 1);
        connections.release("203.0.113.7");

        assertThat(metrics.get("doorway.watch.connections").gauge().value()).isEqualTo(MAX);
    }

    private long acquire(String source, int times) {
        return ConcurrentCalls.run(times, call -> connections.tryAcquire(source)).stream()
                .filter(acquired -> acquired)
                .count();
    }
}
