package io.doorway.store.kafka;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts down to the one answer of several records: the first failure, or null when all are acknowledged. */
final class Acknowledgements {

    private final AtomicInteger missing;
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
    private final Consumer<@Nullable Throwable> answer;

    Acknowledgements(int records, Consumer<@Nullable Throwable> answer) {
        this.missing = new AtomicInteger(records);
        this.answer = answer;
    }

    /** One record has been acknowledged, or has failed. */
    void one(@Nullable Throwable failure) {
        if (failure != null) {
            firstFailure.compareAndSet(null, failure);
        }
        if (missing.decrementAndGet() == 0) {
            answer.accept(firstFailure.get());
        }
    }

    /** None will be sent. */
    void fail(Throwable failure) {
        answer.accept(failure);
    }
}
