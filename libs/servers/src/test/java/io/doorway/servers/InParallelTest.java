package io.doorway.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InParallelTest {

    /** More tasks than the common pool and its caller have threads. All wait for the response that the last one requests. */
    @Test
    void tasksThatWaitDelayNoResponseOfAnHttpClient() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        List<Integer> tasks = IntStream.range(0, ForkJoinPool.getCommonPoolParallelism() + 2)
                .boxed()
                .toList();
        AtomicInteger waiting = new AtomicInteger();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        CountDownLatch responded = new CountDownLatch(1);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                    .build();

            InParallel.forEach(tasks, task -> {
                if (waiting.incrementAndGet() == tasks.size()) {
                    client.sendAsync(request, BodyHandlers.discarding())
                            .thenApply(HttpResponse::statusCode)
                            .thenAccept(status::complete)
                            .thenRun(responded::countDown);
                }
                await(responded);
            });
        } finally {
            server.stop(0);
        }

        assertThat(status).isCompletedWithValue(204);
    }

    /** Unlike the wait for a future, this one is not replaced by another thread of the common pool. Nor is the wait for a process. */
    private static void await(CountDownLatch responded) {
        try {
            assertThat(responded.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void allTasksEndAndTheFirstExceptionIsThrown() {
        Queue<Integer> ended = new ConcurrentLinkedQueue<>();

        assertThatThrownBy(() -> InParallel.forEach(List.of(1, 2, 3, 4), task -> {
                    ended.add(task);
                    if (task % 2 == 0) {
                        throw new IllegalArgumentException("task " + task);
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("task 2")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("task 4")));

        assertThat(ended).containsExactlyInAnyOrder(1, 2, 3, 4);
    }
}
