package io.doorway.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The report of a run, as text. */
final class BenchReport {

    private BenchReport() {}

    static String of(
            Measurements measurements,
            int started,
            Duration elapsed,
            Map<String, Duration> cpu,
            List<String> deviations) {
        int logins = measurements.challenges().size();
        StringBuilder out = new StringBuilder("\n");
        line(out, "logins", "%d started, %d completed, %d failed", started, logins, started - logins);
        line(out, "rate", "%.1f logins/s", logins / seconds(elapsed));
        line(out, "login", "%s", percentiles(measurements.login()));
        line(out, "approve -> push", "%s", percentiles(measurements.approveToPush()));
        out.append("\n  CPU ms per login\n");
        Duration total = Duration.ZERO;
        for (Map.Entry<String, Duration> process : cpu.entrySet()) {
            line(out, process.getKey(), "%8.2f", perLogin(process.getValue(), logins));
            total = total.plus(process.getValue());
        }
        line(out, "total", "%8.2f", perLogin(total, logins));
        out.append('\n');
        measurements.failures().forEach((message, count) -> line(out, "failed", "%d x %s", count, message));
        line(
                out,
                "audit",
                "%s",
                deviations.isEmpty()
                        ? "every event of every login is recorded once"
                        : deviations.size() + " logins have missing or duplicate events, such as: "
                                + deviations.getFirst());
        return out.toString();
    }

    private static String percentiles(Histogram micros) {
        return "p50 %.1f ms   p99 %.1f ms   max %.1f ms"
                .formatted(
                        micros.getValueAtPercentile(50) / 1000.0,
                        micros.getValueAtPercentile(99) / 1000.0,
                        micros.getMaxValue() / 1000.0);
    }

    private static double perLogin(Duration cpu, int logins) {
        return logins == 0 ? 0 : cpu.toNanos() / 1e6 / logins;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static void line(StringBuilder out, String name, String format, Object... values) {
        out.append("  %-18s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
