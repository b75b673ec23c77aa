package io.doorway.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A run in words and numbers. */
final class Report {

    private Report() {}

    static String of(Measured measured, int begun, Duration wall, Map<String, Duration> cpu, List<String> deviations) {
        int logins = measured.challenges().size();
        StringBuilder out = new StringBuilder("\n");
        line(out, "logins", "%d begun, %d done, %d failed", begun, logins, begun - logins);
        line(out, "rate", "%.1f logins/s", logins / seconds(wall));
        line(out, "login", "%s", percentiles(measured.login()));
        line(out, "approve -> push", "%s", percentiles(measured.approveToPush()));
        out.append("\n  CPU ms per login\n");
        Duration total = Duration.ZERO;
        for (Map.Entry<String, Duration> process : cpu.entrySet()) {
            line(out, process.getKey(), "%8.2f", perLogin(process.getValue(), logins));
            total = total.plus(process.getValue());
        }
        line(out, "together", "%8.2f", perLogin(total, logins));
        out.append('\n');
        measured.failures().forEach((why, count) -> line(out, "failed", "%d x %s", count, why));
        line(
                out,
                "audit",
                "%s",
                deviations.isEmpty()
                        ? "every login is recorded, every transition once"
                        : deviations.size() + " logins deviate, such as: " + deviations.getFirst());
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
