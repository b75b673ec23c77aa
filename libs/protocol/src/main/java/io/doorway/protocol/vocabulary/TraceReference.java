package io.doorway.protocol.vocabulary;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A short text by which a person names a request to the operator: the beginning of its trace id, which is in the log and in the request's events. */
public final class TraceReference {

    /** W3C Trace Context, section 3.2.2: version, trace id, parent id and flags. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{8})[0-9a-f]{24}-.*");

    private TraceReference() {}

    /**
     * The reference of a request: eight hexadecimal digits.
     *
     * @param traceparent its trace context, or null
     * @return empty without a well-formed trace context
     */
    public static Optional<String> of(@Nullable String traceparent) {
        return Optional.ofNullable(traceparent)
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .map(context -> context.group(1));
    }
}
