package io.doorway.web.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records one login as one trace, although its requests come from a browser, a phone and a relying party that do not share a trace
 * context. The challenge contains the trace context, and every operation on it is a span of that trace, linked to its request.
 */
@Singleton
public class LoginTrace {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<String> TRACEPARENT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return "traceparent".equals(key) ? traceparent : null;
        }
    };

    private final Tracer tracer;

    LoginTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The W3C {@code traceparent} of the current request, or null if it is not traced. */
    public @Nullable String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    /** Runs the work as a span of the login's trace; without a trace context it runs without a span. */
    public <T> Uni<T> within(@Nullable String traceparent, String name, Supplier<Uni<T>> work) {
        if (traceparent == null) {
            return work.get();
        }
        return Uni.createFrom().deferred(() -> {
            Span span = tracer.spanBuilder(name)
                    .setParent(W3C.extract(Context.root(), traceparent, TRACEPARENT))
                    .addLink(Span.current().getSpanContext())
                    .startSpan();
            return work.get().onFailure().invoke(span::recordException).eventually(() -> span.end());
        });
    }

    /** Records a span of the login's trace afterwards, for work that learned during its execution which login it was for. */
    public void done(@Nullable String traceparent, String name, Instant startedAt) {
        if (traceparent == null) {
            return;
        }
        tracer.spanBuilder(name)
                .setParent(W3C.extract(Context.root(), traceparent, TRACEPARENT))
                .addLink(Span.current().getSpanContext())
                .setStartTimestamp(startedAt)
                .startSpan()
                .end();
    }
}
