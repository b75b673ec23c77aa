package io.doorway.approval.answer;

import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.web.refusal.Refusals;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Maps a {@link Result} to HTTP: its reply, or a problem whose reason is recorded for the audit. */
@Singleton
public class PhoneResponses {
    private final Refusals refusals;
    private final MeterRegistry metrics;

    PhoneResponses(Refusals refusals, MeterRegistry metrics) {
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /** @throws io.doorway.web.problem.ProblemException if the attempt was refused */
    public <R> R respond(Attempt attempt, Result<R> result) {
        return switch (result) {
            case Result.Done<R> done -> {
                count(attempt, "done");
                yield done.reply();
            }
            case Result.Refused<R> refused -> {
                count(attempt, refused.reason().wireName());
                refusals.record(attempt, refused.reason(), refused.actor());
                throw RefusalProblems.of(attempt, refused.reason(), null, refused.allowedFrom())
                        .asException();
            }
        };
    }

    private void count(Attempt attempt, String outcome) {
        metrics.counter("doorway.phone.attempts", "attempt", attempt.wireName(), "outcome", outcome)
                .increment();
    }
}
