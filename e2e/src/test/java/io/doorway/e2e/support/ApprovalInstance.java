package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.local.Platform.Parts;
import io.doorway.local.ProjectDirectory;
import io.doorway.servers.ChildProcess;
import io.doorway.servers.Ports;
import io.doorway.servers.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Another instance of approval-service on the servers of the platform, with waiting times for changes of an account, which the platform's
 * own instance does not have.
 */
public final class ApprovalInstance implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final int OK = 200;
    private static final Pattern PHONE_API =
            Pattern.compile("https?://[^/]+/(devices|passkeys|browsers|activity)\\b.*");

    private final ChildProcess process;
    private final String address;

    private ApprovalInstance(ChildProcess process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts an instance and returns when it is ready.
     *
     * @param coolingOff {@code doorway.enrolment.cooling-off}
     * @param changeDelay {@code doorway.enrolment.change-delay}
     */
    public static ApprovalInstance start(Duration coolingOff, Duration changeDelay) {
        int port = Ports.free();
        Path jar = ProjectDirectory.find().resolve("approval-service/target/quarkus-app/quarkus-run.jar");
        Path log = TestPlatform.platform().data().resolve("approval-service-" + port + ".log");
        List<String> command =
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString());
        ChildProcess process = new ChildProcess(command, environment(port, coolingOff, changeDelay), log);
        ApprovalInstance instance = new ApprovalInstance(process, "http://" + Ports.LOOPBACK + ":" + port);
        process.start();
        Awaitility.await()
                .atMost(START_TIMEOUT)
                .ignoreExceptions()
                .failFast("it ended, see " + log, () -> !process.running())
                .until(instance::ready);
        return instance;
    }

    private static Map<String, String> environment(int port, Duration coolingOff, Duration changeDelay) {
        Path keys = TestPlatform.platform().data().resolve("keys");
        String database = address(Parts.POSTGRES) + "/" + PostgresServer.DATABASE;
        return Map.ofEntries(
                Map.entry("QUARKUS_PROFILE", "local"),
                Map.entry("QUARKUS_HTTP_HOST", Ports.LOOPBACK),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("DOORWAY_ISSUER", TestPlatform.issuer().toString()),
                Map.entry("DOORWAY_EVENT_KEYS", keys.resolve("event-keys.jwks").toString()),
                Map.entry("DOORWAY_LIMITS_FACTOR", "1000"),
                Map.entry("DOORWAY_ENROLMENT_COOLING_OFF", coolingOff.toString()),
                Map.entry("DOORWAY_ENROLMENT_CHANGE_DELAY", changeDelay.toString()),
                Map.entry(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        keys.resolve("operator-public.jwks").toUri().toString()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", address(Parts.KAFKA)),
                Map.entry("QUARKUS_REDIS_HOSTS", "redis://" + address(Parts.REDIS)),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + database),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", PostgresServer.PASSWORD));
    }

    private static String address(String part) {
        return TestPlatform.platform().address(part);
    }

    private boolean ready() throws Exception {
        HttpRequest probe = HttpRequest.newBuilder(URI.create(address + "/internal/health/ready"))
                .build();
        return TestPlatform.HTTP.send(probe, BodyHandlers.discarding()).statusCode() == OK;
    }

    /** The same phone, which calls this instance. */
    public HeadlessPhone phone(HeadlessPhone phone) {
        return new HeadlessPhone(phone.identity(), new PhoneApiClient(address));
    }

    /** Lets the page's calls of the phone API reach this instance. */
    public void serve(Page page) {
        page.route(
                PHONE_API,
                route -> route.resume(new Route.ResumeOptions()
                        .setUrl(route.request()
                                .url()
                                .replace(TestPlatform.issuer().toString(), address))));
    }

    @Override
    public void close() {
        process.stop();
    }
}
