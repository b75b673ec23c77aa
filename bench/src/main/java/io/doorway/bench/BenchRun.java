package io.doorway.bench;

import static java.util.Objects.requireNonNull;

import io.doorway.bench.BenchReport.Window;
import io.doorway.bench.MeasuredPlatform.Replacement;
import io.doorway.bench.People.Person;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.local.Platform.Parts;
import io.doorway.local.RunningPlatform;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Runs logins, measures them in several windows, and checks the audit. */
public final class BenchRun {

    private static final Duration SLICE = Duration.ofSeconds(5);

    /** Compilers are quiet when they use less than this share of the servers' time. */
    private static final double QUIET_SHARE = 0.08;

    private static final int QUIET_SLICES = 2;

    private final MeasuredPlatform measured;
    private final RunningPlatform platform;
    private final BenchOptions options;
    private final PrintStream progress;
    private final HttpClient http = HeadlessBrowser.newClient();
    private final URI issuer;
    private final AtomicReference<Measurements> current = new AtomicReference<>(new Measurements());

    /** @param progress where each step is announced */
    public BenchRun(RunningPlatform platform, BenchOptions options, PrintStream progress) {
        this(MeasuredPlatform.of(platform), options, progress);
    }

    BenchRun(MeasuredPlatform measured, BenchOptions options, PrintStream progress) {
        this.measured = measured;
        this.platform = measured.descriptor();
        this.options = options;
        this.progress = progress;
        this.issuer = URI.create(platform.issuer());
    }

    /**
     * Runs, replaces instances if the platform does so, and measures.
     *
     * @throws IllegalStateException if a step before the measurement fails; the message says which
     */
    BenchReport run() {
        try (JvmProbe kafka = new JvmProbe(pid(Parts.KAFKA));
                BenchClient client = new BenchClient(http, platform, options.profile());
                WaitingBrowsers waiting = new WaitingBrowsers(http, issuer, client.client())) {
            ServerCounts.Source source = ServerCounts.Source.of(platform, kafka);
            return measure(source, client, waiting);
        }
    }

    private BenchReport measure(ServerCounts.Source source, BenchClient client, WaitingBrowsers waiting) {
        try {
            if (!platform.optimized()) {
                progress.println("The services run without the second compiler of the JVM: a login costs more than in"
                        + " production. For measurements start the platform with ./doorway up --optimize.");
            }
            Map<String, Double> idle = idle(source);
            progress.printf("enrolling %d phones%n", options.concurrency());
            People people = new People(operator("enrolment"), http, issuer, options.concurrency());
            Map<String, Integer> pages = openWaiting(waiting);
            LoginScenario scenario = new LoginScenario(http, issuer, client.client(), options);

            List<Window> windows = new ArrayList<>();
            Restart restart;
            Instant since;
            double warmUp;
            boolean quiet;
            int waited = options.waiting();
            long begin = System.nanoTime();
            try (LoadGenerator load =
                    LoadGenerator.start(options, intendedNanos -> logIn(scenario, people, intendedNanos))) {
                quiet = warmUp(source);
                warmUp = (System.nanoTime() - begin) / 1e9;
                since = Instant.now();
                restart = restart();
                for (int i = 1; i <= options.windows(); i++) {
                    windows.add(window(source, i));
                    waited = Math.min(waited, waiting.count());
                }
            }
            Measurements last = current.get();
            addWaiting(pages, waited, waiting.losses());
            Map<String, Double> memory = Memory.of(measured.descriptor());
            return report(restart, windows, last, since, warmUp, quiet, pages, idle, memory);
        } catch (RuntimeException e) {
            // Before thousands of pages are closed, which takes long.
            progress.printf("the measurement has failed: %s%n", e.getMessage());
            throw e;
        }
    }

    /**
     * As the command does, with all output to the stream.
     *
     * @return whether every login succeeded and every event is recorded once
     */
    public boolean run(boolean json, PrintStream out) {
        BenchReport report = run();
        out.print(json ? report.json() + "\n" : report.text());
        out.flush();
        return report.isGood();
    }

    private BenchReport report(
            Restart restart,
            List<Window> windows,
            Measurements last,
            Instant since,
            double warmUp,
            boolean quiet,
            Map<String, Integer> waiting,
            Map<String, Double> idle,
            Map<String, Double> memory) {
        List<String> challenges = new ArrayList<>();
        Map<String, Integer> failures = new HashMap<>(last.failures());
        Stream.concat(Stream.of(restart.measurements()), windows.stream().map(Window::measurements))
                .forEach(measurements -> {
                    challenges.addAll(measurements.challenges());
                    measurements.failures().forEach((message, count) -> failures.merge(message, count, Integer::sum));
                });
        Map<String, Double> unitCosts = Map.of();
        if (options.unitCosts()) {
            progress.println("measuring single operations");
            unitCosts = UnitCosts.measure(platform);
        }
        progress.printf("reading the audit of %d logins%n", challenges.size());
        // The logins of the first window began before it.
        Instant first = since.minus(options.think().most()).minusSeconds(30);
        return new BenchReport(
                mode(),
                since.truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                warmUp,
                quiet,
                waiting,
                restart.replaced(),
                BenchReport.figures(windows),
                BenchReport.processes(windows),
                idle,
                memory,
                unitCosts,
                challenges.size(),
                failures,
                new AuditCheck(operator("security")).deviations(challenges, first));
    }

    private String mode() {
        String load = options.saturates()
                ? "saturated, %d at a time".formatted(options.concurrency())
                : "%.1f logins/s".formatted(options.rate());
        return platform.optimized() ? load : load + ", not optimized";
    }

    private void logIn(LoginScenario scenario, People people, long intendedNanos) {
        Person person = people.acquire();
        try {
            LoginScenario.CompletedLogin login = scenario.run(person);
            current.get().completed(login, Duration.ofNanos(System.nanoTime() - intendedNanos));
        } catch (RuntimeException e) {
            current.get().failed(e);
        } finally {
            people.release(person);
        }
    }

    /** Returns whether the compilers became quiet. */
    private boolean warmUp(ServerCounts.Source source) {
        int quiet = 0;
        long end = System.nanoTime() + options.maxWarmUp().toNanos();
        while (quiet < QUIET_SLICES && System.nanoTime() < end) {
            Snapshot before = Snapshot.take(platform, source);
            pause(SLICE);
            ProcessUsage used = Snapshot.take(platform, source).since(before).servers();
            Measurements slice = current.getAndSet(new Measurements());
            double share = used.total() == 0 ? 0 : used.jit() / used.total();
            quiet = share < QUIET_SHARE ? quiet + 1 : 0;
            progress.printf(
                    "warming up: %.1f logins/s, %.0f %% of the CPU time is the compilers'%s%n",
                    slice.challenges().size() / (double) SLICE.toSeconds(), 100 * share, failed(slice));
        }
        current.set(new Measurements());
        return quiet >= QUIET_SLICES;
    }

    /** The instances that were replaced, and the logins that ended meanwhile. */
    private record Restart(List<Replacement> replaced, Measurements measurements) {}

    private Restart restart() {
        Measurements measurements = new Measurements();
        current.set(measurements);
        return new Restart(measured.replaceInstances(measurements::counts), measurements);
    }

    private Window window(ServerCounts.Source source, int number) {
        RunningPlatform present = measured.descriptor();
        Measurements measurements = new Measurements();
        Snapshot before = Snapshot.take(present, source);
        current.set(measurements);
        pause(options.window());
        Snapshot used = Snapshot.take(present, source).since(before);
        current.set(new Measurements());
        Window window = new Window(used, measurements);
        progress.printf(
                "window %d of %d: %.1f logins/s, %.1f CPU ms per login%s%n",
                number,
                options.windows(),
                window.logins() / used.seconds(),
                window.logins() == 0 ? 0 : used.servers().total() / window.logins(),
                failed(measurements));
        return window;
    }

    private static String failed(Measurements measurements) {
        int failures = measurements.counts().failed();
        return failures == 0 ? "" : ", " + failures + " failed";
    }

    /** CPU milliseconds per second of each process. */
    private Map<String, Double> idle(ServerCounts.Source source) {
        Duration time = options.window().dividedBy(2);
        progress.printf("measuring the idle platform for %d s%n", time.toSeconds());
        Snapshot before = Snapshot.take(platform, source);
        pause(time);
        Snapshot used = Snapshot.take(platform, source).since(before);
        Map<String, Double> idle = new LinkedHashMap<>();
        used.processes().forEach((name, usage) -> idle.put(name, usage.total() / used.seconds()));
        return idle;
    }

    private Map<String, Integer> openWaiting(WaitingBrowsers waiting) {
        Map<String, Integer> result = new LinkedHashMap<>();
        if (options.waiting() == 0) {
            return result;
        }
        try (JvmProbe session = new JvmProbe(pid(Parts.SESSION))) {
            long before = session.liveHeap();
            progress.printf("opening %d login pages%n", options.waiting());
            waiting.open(options.waiting());
            progress.printf("%d login pages wait%n", waiting.count());
            long heap = session.liveHeap() - before;
            result.put("heap per waiting browser, B", (int) (heap / Math.max(1, waiting.count())));
        }
        return result;
    }

    /** @param waited the least number of browsers that waited at the end of a window: what expires is replaced only as fast as the platform can */
    private void addWaiting(Map<String, Integer> result, int waited, int losses) {
        if (!result.isEmpty()) {
            result.put("waiting browsers, wanted", options.waiting());
            result.put("waiting browsers, least", waited);
            result.put("lost by them", losses);
        }
    }

    private OperatorClient operator(String role) {
        return new OperatorClient(http, URI.create(platform.gateway()), platform.operatorToken(role));
    }

    private long pid(String part) {
        return requireNonNull(platform.processes().get(part), part);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
