package io.doorway.web.request;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Counts the responses of each path by their time, in a few classes, so that quantiles can be computed over all instances. The classes are
 * few because each is a time series for each path and outcome.
 */
final class LatencyBuckets {

    private static final String METER = "http.server.requests";

    private static final double[] BOUNDS_IN_NANOSECONDS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    /** For the requests of the HTTP server only. */
    @Produces
    @Singleton
    MeterFilter latencyBuckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(METER)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BOUNDS_IN_NANOSECONDS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
