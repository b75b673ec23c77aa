package io.doorway.web.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GracefulShutdownTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Vertx VERTX = Vertx.vertx();

    private final List<Integer> open =
            new CopyOnWriteArrayList<>(IntStream.range(0, 10).boxed().toList());
    private final List<Integer> openAtEachStep = new CopyOnWriteArrayList<>();
    private volatile long firstStepAt;

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void connectionsAreClosedInSharesOfTheSecondHalf() {
        long begun = System.nanoTime();

        shutDown(Duration.ofMillis(1000));

        Awaitility.await().atMost(TIMEOUT).until(open::isEmpty);
        assertThat(Duration.ofNanos(firstStepAt - begun))
                .as("none is closed before load balancers know")
                .isGreaterThan(Duration.ofMillis(490));
        assertThat(openAtEachStep).containsExactly(10, 8, 6, 4, 2);
    }

    @Test
    void connectionsThatAreOpenedMeanwhileAreClosedToo() {
        GracefulShutdown shutdown = shutdown(Duration.ofMillis(400));
        shutdown.close(() -> {
            if (openAtEachStep.isEmpty()) {
                open.addAll(List.of(10, 11, 12));
            }
            return connections();
        });

        Awaitility.await().atMost(TIMEOUT).until(open::isEmpty);
    }

    @Test
    void withoutADelayAllAreClosedAtOnce() {
        GracefulShutdown shutdown = shutDown(Duration.ZERO);

        assertThat(open).isEmpty();
        assertThat(shutdown.isDraining()).isTrue();
    }

    @Test
    void callsThatWaitEndInTheSecondHalf() {
        GracefulShutdown shutdown = shutDown(Duration.ofSeconds(6));

        assertThat(shutdown.isDraining()).isFalse();
        Awaitility.await().atMost(TIMEOUT).until(shutdown::isDraining);
    }

    private GracefulShutdown shutDown(Duration delay) {
        GracefulShutdown shutdown = shutdown(delay);
        shutdown.onStop(new ShutdownDelayInitiatedEvent());
        shutdown.close(this::connections);
        return shutdown;
    }

    private static GracefulShutdown shutdown(Duration delay) {
        return new GracefulShutdown(delay, VERTX);
    }

    private List<Runnable> connections() {
        if (openAtEachStep.isEmpty()) {
            firstStepAt = System.nanoTime();
        }
        openAtEachStep.add(open.size());
        return open.stream().<Runnable>map(one -> () -> open.remove(one)).toList();
    }
}
