package io.doorway.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.bench.MeasuredPlatform.Replacement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * The report of a run, as text and as JSON.
 *
 * @param mode what was run
 * @param started when the measurement began (ISO 8601)
 * @param processors the processors of this machine
 * @param java the Java version of this program
 * @param warmUpSeconds how long the warm-up took
 * @param quiet whether compilers were quiet after it
 * @param waiting the browsers that waited at the end, and how often one lost its connection or was refused
 * @param replaced the instances that were replaced before the windows, in this order
 * @param figures the figures of the windows, by name
 * @param processes CPU milliseconds per login of each process
 * @param idle CPU milliseconds per second of each process without any load
 * @param memory MiB (PSS) of each process
 * @param unitCosts microseconds of single operations
 * @param logins completed logins of all windows, and of the time in which instances were replaced
 * @param failures the number of failures, by message
 * @param deviations one sentence for each login that the audit has not recorded exactly once
 */
record BenchReport(
        String mode,
        String started,
        int processors,
        String java,
        double warmUpSeconds,
        boolean quiet,
        Map<String, Integer> waiting,
        List<Replacement> replaced,
        Map<String, Figure> figures,
        Map<String, ProcessFigures> processes,
        Map<String, Double> idle,
        Map<String, Double> memory,
        Map<String, Double> unitCosts,
        int logins,
        Map<String, Integer> failures,
        List<String> deviations) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The median of the windows, and the least and the greatest of them. */
    record Figure(double median, double least, double greatest) {

        static Figure of(double... values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Figure(median, sorted[0], sorted[sorted.length - 1]);
        }

        String text() {
            return String.format(Locale.ROOT, "%9.2f   (%.2f to %.2f)", median, least, greatest);
        }
    }

    /** CPU milliseconds per login of a process, and the part of compiler, garbage collection and kernel. */
    record ProcessFigures(Figure total, Figure jit, Figure gc, Figure system) {}

    /** One window. */
    record Window(Snapshot used, Measurements measurements) {

        int logins() {
            return measurements.challenges().size();
        }

        private double perLogin(double value) {
            return logins() == 0 ? 0 : value / logins();
        }
    }

    /** The figures of the windows, in the order in which they are printed. */
    static Map<String, Figure> figures(List<Window> windows) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        put(
                figures,
                "logins/s",
                windows,
                window -> window.logins() / window.used().seconds());
        put(
                figures,
                "CPU ms, servers",
                windows,
                w -> w.perLogin(w.used().servers().total()));
        put(figures, "  of it JIT", windows, w -> w.perLogin(w.used().servers().jit()));
        put(figures, "  of it GC", windows, w -> w.perLogin(w.used().servers().gc()));
        put(
                figures,
                "  of it kernel",
                windows,
                w -> w.perLogin(w.used().servers().system()));
        put(figures, "login p50, ms", windows, w -> millis(w.measurements().login(), 50));
        put(figures, "login p99, ms", windows, w -> millis(w.measurements().login(), 99));
        put(figures, "push p50, ms", windows, w -> millis(w.measurements().approveToPush(), 50));
        put(figures, "push p99, ms", windows, w -> millis(w.measurements().approveToPush(), 99));
        put(
                figures,
                "waits for Redis",
                windows,
                w -> w.perLogin(w.used().counts().redisWaits()));
        put(
                figures,
                "waits for Kafka",
                windows,
                w -> w.perLogin(w.used().counts().kafkaWaits()));
        put(
                figures,
                "waits for PostgreSQL",
                windows,
                w -> w.perLogin(w.used().counts().sqlWaits()));
        put(
                figures,
                "signatures verified",
                windows,
                w -> w.perLogin(w.used().counts().verifications()));
        put(figures, "Redis reads", windows, w -> w.perLogin(w.used().counts().redisReads()));
        put(figures, "Redis scripts", windows, w -> w.perLogin(w.used().counts().redisScripts()));
        put(
                figures,
                "produce requests",
                windows,
                w -> w.perLogin(w.used().counts().produceRequests()));
        put(
                figures,
                "SQL transactions",
                windows,
                w -> w.perLogin(w.used().counts().transactions()));
        put(figures, "steal, %", windows, w -> 100 * w.used().stealShare());
        return figures;
    }

    /** The figures of each process. */
    static Map<String, ProcessFigures> processes(List<Window> windows) {
        Map<String, ProcessFigures> processes = new LinkedHashMap<>();
        windows.getFirst().used().processes().keySet().forEach(name -> {
            List<ProcessUsage> perLogin = windows.stream()
                    .map(window -> window.used()
                            .processes()
                            .getOrDefault(name, ProcessUsage.NONE)
                            .times(window.perLogin(1)))
                    .toList();
            processes.put(
                    name,
                    new ProcessFigures(
                            figure(perLogin, ProcessUsage::total),
                            figure(perLogin, ProcessUsage::jit),
                            figure(perLogin, ProcessUsage::gc),
                            figure(perLogin, ProcessUsage::system)));
        });
        return processes;
    }

    /** Whether every login succeeded and every event is recorded once. */
    boolean isGood() {
        return deviations.isEmpty() && failures.isEmpty() && logins > 0;
    }

    String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String text() {
        StringBuilder out = new StringBuilder("\n");
        line(out, "run", "%s; %s, %d processors, Java %s", mode, started, processors, java);
        line(out, "warm-up", "%.0f s, compilers %s", warmUpSeconds, quiet ? "quiet" : "still active");
        line(out, "logins", "%d", logins);
        waiting.forEach((name, count) -> line(out, name, "%d", count));
        if (!replaced.isEmpty()) {
            out.append("\n  replaced while logins ran     s until ready   logins   failed\n");
            replaced.forEach(instance -> line(
                    out,
                    instance.instance(),
                    "%16.1f %8d %8d",
                    instance.seconds(),
                    instance.logins(),
                    instance.failed()));
        }
        out.append("\n  per login, median of the windows (least to greatest)\n");
        figures.forEach((name, figure) -> line(out, name, "%s", figure.text()));
        out.append("\n  CPU ms per login                    total     JIT      GC  kernel   idle, ms/s\n");
        processes.forEach((name, process) -> line(
                out,
                name,
                "%18.2f %7.2f %7.2f %7.2f %12.1f",
                process.total().median(),
                process.jit().median(),
                process.gc().median(),
                process.system().median(),
                idle.getOrDefault(name, 0.0)));
        out.append("\n  memory, MiB (PSS)\n");
        memory.forEach((name, mebibytes) -> line(out, name, "%9.0f", mebibytes));
        line(
                out,
                "together",
                "%9.0f",
                memory.values().stream().mapToDouble(Double::doubleValue).sum());
        if (!unitCosts.isEmpty()) {
            out.append("\n  single operations, microseconds\n");
            unitCosts.forEach((name, micros) -> line(out, name, "%9.1f", micros));
        }
        out.append('\n');
        failures.forEach((message, count) -> line(out, "failed", "%d x %s", count, message));
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

    private static void put(
            Map<String, Figure> figures, String name, List<Window> windows, ToDoubleFunction<Window> value) {
        figures.put(name, figure(windows, value));
    }

    private static <T> Figure figure(List<T> windows, ToDoubleFunction<T> value) {
        return Figure.of(windows.stream().mapToDouble(value).toArray());
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    private static void line(StringBuilder out, String name, String format, Object... values) {
        out.append("  %-24s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
