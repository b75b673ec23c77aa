package io.doorway.approval.answer;

import io.doorway.edge.refusal.Refusals;
import io.doorway.protocol.event.Attempt;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Where results become HTTP: a reply, or a problem that the audit is told the reason of. */
@ApplicationScoped
public class Answers {
    private final Refusals refusals;
    private final MeterRegistry metrics;

    Answers(Refusals refusals, MeterRegistry metrics) {
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /** @throws io.doorway.edge.problem.ProblemException if the attempt was refused */
    public <R> R of(Attempt attempt, Result<R> result) {
        return switch (result) {
            case Result.Done<R> done -> {
                count(attempt, "done");
                yield done.reply();
            }
            case Result.Refused<R> no -> {
                count(attempt, no.reason().wireName());
                refusals.record(attempt, no.reason(), no.who());
                throw PhoneProblems.of(attempt, no.reason(), no.until()).asException();
            }
        };
    }

    private void count(Attempt attempt, String outcome) {
        metrics.counter("doorway.phone.attempts", "attempt", attempt.wireName(), "outcome", outcome)
                .increment();
    }
}
