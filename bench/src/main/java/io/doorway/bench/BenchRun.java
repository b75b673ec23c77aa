package io.doorway.bench;

import io.doorway.local.RunningPlatform;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.operator.Operator;
import io.doorway.testkit.phone.HeadlessPhone;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drives logins, measures, and checks. */
final class BenchRun {

    private final RunningPlatform platform;
    private final BenchOptions options;
    private final PrintStream out;
    private final HttpClient http = HeadlessBrowser.newClient();

    BenchRun(RunningPlatform platform, BenchOptions options, PrintStream out) {
        this.platform = platform;
        this.options = options;
        this.out = out;
    }

    /** Runs to the end; whether every login ended well and is in the audit once. */
    boolean run() {
        URI issuer = URI.create(platform.issuer());
        out.printf("enrolling %d phones%n", options.concurrency());
        Phones phones = new Phones(operator("enrolment"), options.concurrency());
        OneLogin login = new OneLogin(http, issuer, relyingParty(issuer));

        out.printf("warming up for %d s at %.1f logins/s%n", options.warmup().toSeconds(), options.rate());
        drive(login, phones, options.warmup(), new Measured());

        out.printf("measuring for %d s%n", options.duration().toSeconds());
        Instant since = Instant.now().minusSeconds(1);
        Measured measured = new Measured();
        CpuMeter cpu = new CpuMeter(servers(), platform.pid());
        long start = System.nanoTime();
        int begun = drive(login, phones, options.duration(), measured);
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        Map<String, Duration> used = cpu.read();

        out.println("reading the audit");
        List<String> deviations = new AuditCheck(operator("security")).deviations(measured.challenges(), since);
        out.print(Report.of(measured, begun, wall, used, deviations));
        return deviations.isEmpty() && measured.failures().isEmpty();
    }

    private int drive(OneLogin login, Phones phones, Duration duration, Measured measured) {
        return new OpenLoad(options.rate(), options.concurrency()).run(duration, intendedNanos -> {
            HeadlessPhone phone = phones.take();
            try {
                OneLogin.Done done = login.with(phone);
                measured.done(done, Duration.ofNanos(System.nanoTime() - intendedNanos));
            } catch (RuntimeException why) {
                measured.failed(why);
            } finally {
                phones.giveBack(phone);
            }
        });
    }

    private RelyingPartyClient relyingParty(URI issuer) {
        URI redirect = URI.create(platform.bank() + "/login");
        return new RelyingPartyClient(http, issuer, "demo-bank", platform.bankSecret(), redirect);
    }

    private Operator operator(String role) {
        return new Operator(http, URI.create(platform.gateway()), platform.operatorToken(role));
    }

    /** Everything that serves a login; the demo bank is only a client. */
    private Map<String, Long> servers() {
        Map<String, Long> servers = new LinkedHashMap<>(platform.processes());
        servers.remove("demo-bank");
        return servers;
    }
}
