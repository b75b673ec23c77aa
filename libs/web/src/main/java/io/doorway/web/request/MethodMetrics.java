package io.doorway.web.request;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** HTTP methods in metrics. A client can send any word as a method, and each would be a time series of its own. */
final class MethodMetrics {

    static final String OTHER = "OTHER";

    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** Replaces every method that is not of RFC 9110 or RFC 5789. */
    @Produces
    @Singleton
    MeterFilter knownMethods() {
        return MeterFilter.replaceTagValues("method", MethodMetrics::label);
    }

    static String label(String method) {
        return KNOWN.contains(method) ? method : OTHER;
    }
}
