package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.ExampleProxy;
import io.doorway.e2e.support.ExampleProxy.Program;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestCertificate;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.InParallel;
import io.doorway.servers.KafkaServer;
import io.doorway.servers.ManagedProcess;
import io.doorway.servers.Ports;
import io.doorway.servers.PostgresServer;
import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The four services with servers that accept only TLS and clients with a certificate, configured as {@code docs/operate-tls.md} describes. The
 * servers have no port without TLS. In Redis each service is a user with the rights that {@code deploy/kubernetes} gives it.
 */
@EnabledIfSystemProperty(
        named = "doorway.instances",
        matches = "true",
        disabledReason = "starts four services and three servers: ./doorway test -Ddoorway.instances=true")
class SecuredServersTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Path RIGHTS = Path.of("..", "deploy", "kubernetes", "base", "redis", "users.acl");
    private static final String PASSWORD = "password-in-redis";

    @TempDir
    static Path directory;

    private static final URI ISSUER = URI.create("http://" + Ports.LOOPBACK + ":" + Ports.free());
    private static final Map<String, ManagedProcess> SERVICES = new LinkedHashMap<>();

    private static TestCertificate certificate;
    private static List<Server> servers;
    private static ExampleProxy proxy;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        certificate = TestCertificate.in(directory);
        KafkaServer kafka = new KafkaServer(certificate.serverTls());
        RedisServer redis = new RedisServer(certificate.serverTls());
        PostgresServer postgres = new PostgresServer(certificate.serverTls());
        servers = List.of(kafka, redis, postgres);
        InParallel.forEach(servers, Server::start);
        createUsers();
        Map<String, String> settings = new HashMap<>(documented());
        certificate.serverTls().kafkaClient().forEach((name, value) -> settings.put("kafka." + name, value));
        settings.put("kafka.bootstrap.servers", kafka.address());
        settings.put("quarkus.datasource.reactive.url", postgres.url());
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        settings.put("doorway.issuer", ISSUER.toString());
        settings.put("doorway.operators.audience", TestPlatform.issuer().toString());
        settings.put("doorway.operators.issuer", TestPlatform.issuer() + "/operators");
        for (String name : List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT)) {
            settings.put("quarkus.redis.hosts", "rediss://%s:%s@%s".formatted(name, PASSWORD, redis.address()));
            SERVICES.put(
                    name, TestPlatform.platform().furtherInstance(name, settings, directory.resolve(name + ".log")));
        }
        InParallel.forEach(SERVICES.values(), ManagedProcess::start);
        proxy = Program.NGINX.start(
                directory, certificate, ISSUER, name -> SERVICES.get(name).address());
    }

    /** The users of the manifests. No service uses the default user, which remains for this test. */
    private static void createUsers() throws IOException, InterruptedException {
        for (String line : Files.readAllLines(RIGHTS)) {
            List<String> user = List.of(line.split(" "));
            if (!user.get(1).equals("default")) {
                Stream<String> rules = user.stream().skip(1).map(rule -> rule.startsWith("<") ? ">" + PASSWORD : rule);
                assertThat(redis(Stream.concat(Stream.of("ACL", "SETUSER"), rules)))
                        .isEqualToIgnoringNewLines("OK");
            }
        }
    }

    /** What Redis answers to a command of the default user. */
    private static String redis(Stream<String> command) throws IOException, InterruptedException {
        Stream<String> connection = Stream.of(
                "redis-cli",
                "--tls",
                "--cacert",
                certificate.certificate().toString(),
                "--cert",
                certificate.certificate().toString(),
                "--key",
                certificate.key().toString(),
                "-h",
                Ports.LOOPBACK,
                "-p",
                Integer.toString(servers.get(1).port()));
        Process process = new ProcessBuilder(Stream.concat(connection, command).toList())
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(answer).isZero();
        return answer;
    }

    private static Map<String, String> documented() {
        String ca = certificate.certificate().toString();
        String key = certificate.key().toString();
        return Map.ofEntries(
                Map.entry("quarkus.redis.tls-configuration-name", "servers"),
                Map.entry("quarkus.tls.servers.hostname-verification-algorithm", "HTTPS"),
                Map.entry("quarkus.tls.servers.trust-store.pem.certs", ca),
                Map.entry("quarkus.tls.servers.key-store.pem.doorway.cert", ca),
                Map.entry("quarkus.tls.servers.key-store.pem.doorway.key", key),
                Map.entry("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full"),
                Map.entry("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS"),
                Map.entry("quarkus.datasource.reactive.trust-certificate-pem", "true"),
                Map.entry("quarkus.datasource.reactive.trust-certificate-pem.certs", ca),
                Map.entry("quarkus.datasource.reactive.key-certificate-pem", "true"),
                Map.entry("quarkus.datasource.reactive.key-certificate-pem.certs", ca),
                Map.entry("quarkus.datasource.reactive.key-certificate-pem.keys", key));
    }

    @AfterAll
    static void stop() {
        if (proxy != null) {
            proxy.close();
        }
        InParallel.forEach(SERVICES.values(), ManagedProcess::stop);
        InParallel.forEach(servers, Server::close);
    }

    @Test
    void aWholeLogin() throws IOException, InterruptedException {
        OperatorClient operator = operator("enrolment");
        operator.putAccount("ada", Map.of("name", "Ada Lovelace"));
        HeadlessPhone phone = HeadlessPhone.enrol(operator.createEnrolmentLink("ada"), "phone");
        CodeVerifier verifier = new CodeVerifier();
        HeadlessBrowser browser = new HeadlessBrowser(TestPlatform.HTTP, ISSUER);
        IssuedChallenge challenge = browser.start(browser.open(Shop.authorization(Shop.PLAIN.request(verifier))));
        String id = challenge.challengeId();
        try (LoginEventSocket socket = browser.openEventSocket(id)) {
            phone.approve(phone.scan(() -> browser.frames(id).current().content()));
            socket.await("approved", TIMEOUT);
        }
        URI back = browser.complete(id);

        assertThat(IssuerHttp.parameter(back, "code")).isNotEmpty();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(operator("security")
                                .get("/audit/events?limit=200&challenge=" + id)
                                .toString())
                        .contains("ChallengeCreated", "ChallengeScanned", "ChallengeApproved", "ChallengeConsumed"));
        assertThat(redis(Stream.of("ACL", "LOG")))
                .as("what Redis refused to the services")
                .isBlank();
    }

    @Test
    void theServersRefuseClientsWithoutTls() throws IOException {
        assertThat(answerWithoutTls(servers.get(1).port())).isEmpty();
        String withoutTls = "jdbc:postgresql://%s/%s?sslmode=disable"
                .formatted(servers.get(2).address(), PostgresServer.DATABASE);
        assertThatThrownBy(() -> DriverManager.getConnection(withoutTls, PostgresServer.USER, PostgresServer.PASSWORD))
                .hasMessageContaining("no pg_hba.conf entry");
    }

    /** What Redis answers until it closes the connection. */
    private static String answerWithoutTls(int port) throws IOException {
        try (Socket redis = new Socket(Ports.LOOPBACK, port)) {
            redis.setSoTimeout((int) TIMEOUT.toMillis());
            redis.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(redis.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static OperatorClient operator(String role) {
        return new OperatorClient(
                TestPlatform.HTTP, ISSUER, TestPlatform.platform().operatorToken(role));
    }
}
