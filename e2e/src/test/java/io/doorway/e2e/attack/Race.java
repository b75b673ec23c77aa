package io.doorway.e2e.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many who do one thing at the same moment. */
final class Race {

    /** So many connections at a time: more would wait in the kernel, not in the service. */
    private static final int AT_A_TIME = 200;

    private Race() {}

    /** What each of the contenders was answered. */
    static <T> List<T> run(int contenders, IntFunction<T> move) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        Semaphore connections = new Semaphore(AT_A_TIME);
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, contenders)
                    .mapToObj(i -> each.submit(() -> {
                        start.await();
                        connections.acquire();
                        try {
                            return move.apply(i);
                        } finally {
                            connections.release();
                        }
                    }))
                    .toList();
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
