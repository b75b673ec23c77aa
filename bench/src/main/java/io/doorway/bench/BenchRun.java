package io.doorway.bench;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.relyingparty.RelyingPartyClient;
import io.doorway.clients.relyingparty.RelyingPartyClient.Registration;
import io.doorway.local.RunningPlatform;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs logins, measures them, and checks the audit. */
final class BenchRun {

    /**
     * The options of a run.
     *
     * @param rate logins started per second
     * @param concurrency the maximum of concurrent logins; a login that would exceed it waits, and its latency includes the wait
     * @param warmup the time before the measurement, with the same load
     * @param duration the time of the measurement
     */
    record Options(double rate, int concurrency, Duration warmup, Duration duration) {

        Options {
            if (rate <= 0 || rate > 5_000) {
                throw new IllegalArgumentException("--rate: " + rate + " (expected: over 0, at most 5000)");
            }
            if (concurrency < 1 || concurrency > 2_000) {
                throw new IllegalArgumentException("--concurrency: " + concurrency + " (expected: 1 to 2000)");
            }
        }
    }

    private final RunningPlatform platform;
    private final Options options;
    private final PrintStream out;
    private final HttpClient http = HeadlessBrowser.newClient();

    BenchRun(RunningPlatform platform, Options options, PrintStream out) {
        this.platform = platform;
        this.options = options;
        this.out = out;
    }

    /** Returns whether every login succeeded and every event is recorded once. */
    boolean run() {
        URI issuer = URI.create(platform.issuer());
        out.printf("enrolling %d phones%n", options.concurrency());
        PhonePool phones = new PhonePool(operator("enrolment"), options.concurrency());
        LoginScenario scenario = new LoginScenario(http, issuer, relyingParty(issuer));

        out.printf("warming up for %d s at %.1f logins/s%n", options.warmup().toSeconds(), options.rate());
        generateLoad(scenario, phones, options.warmup(), new Measurements());

        out.printf("measuring for %d s%n", options.duration().toSeconds());
        Instant since = Instant.now().minusSeconds(1);
        Measurements measurements = new Measurements();
        CpuMeter cpu = new CpuMeter(servers(), platform.pid());
        long start = System.nanoTime();
        int started = generateLoad(scenario, phones, options.duration(), measurements);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        Map<String, Duration> cpuTimes = cpu.read();

        out.println("reading the audit");
        List<String> deviations = new AuditCheck(operator("security")).deviations(measurements.challenges(), since);
        out.print(BenchReport.of(measurements, started, elapsed, cpuTimes, deviations));
        return deviations.isEmpty() && measurements.failures().isEmpty();
    }

    private int generateLoad(LoginScenario scenario, PhonePool phones, Duration duration, Measurements measurements) {
        return new OpenLoadGenerator(options.rate(), options.concurrency()).run(duration, intendedNanos -> {
            HeadlessPhone phone = phones.acquire();
            try {
                LoginScenario.CompletedLogin login = scenario.run(phone);
                measurements.completed(login, Duration.ofNanos(System.nanoTime() - intendedNanos));
            } catch (RuntimeException e) {
                measurements.failed(e);
            } finally {
                phones.release(phone);
            }
        });
    }

    private RelyingPartyClient relyingParty(URI issuer) {
        URI redirect = URI.create(platform.bank() + "/login");
        ClientID id = new ClientID("demo-bank");
        ClientSecretBasic secret = new ClientSecretBasic(id, new Secret(platform.bankSecret()));
        return new RelyingPartyClient(
                http,
                issuer,
                new Registration(id, redirect, new Scope("openid", "profile"), provider -> secret, JWSAlgorithm.ES256));
    }

    private OperatorClient operator(String role) {
        return new OperatorClient(http, URI.create(platform.gateway()), platform.operatorToken(role));
    }

    /** The processes that serve logins; the demo bank is a client. */
    private Map<String, Long> servers() {
        Map<String, Long> servers = new LinkedHashMap<>(platform.processes());
        servers.remove("demo-bank");
        return servers;
    }
}
