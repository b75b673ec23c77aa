package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.clients.file.PrivateFiles;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.operator.OperatorTokens;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.servers.KafkaTopics;
import io.doorway.servers.Polling;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the gateway's image does in {@code docker-compose.yml}: the gateway itself, what precedes the services, and the operator's commands. */
@Command(name = "doorway", synopsisSubcommandLabel = "COMMAND")
public final class ContainerCommand {

    private static final Path SECRETS = Path.of("/secrets");
    private static final URI APPROVAL = URI.create("http://approval-service:8080");
    /** As for the services. */
    private static final String ISSUER = "${env:DOORWAY_ISSUER}";

    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final Duration LEADERS = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Spec
    private @Nullable CommandSpec spec;

    private ContainerCommand() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new ContainerCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("doorway: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Command(
            name = "gateway",
            description = "Serves one origin for the four services, and one for the demo bank, by TLS.")
    int gateway(
            @Option(names = "--issuer", required = true) URI issuer,
            @Option(names = "--bank", required = true) URI bank)
            throws InterruptedException {
        ContainerGateway.start(SECRETS.resolve("gateway"), issuer, bank, this::enrolmentLink);
        Thread.currentThread().join();
        return 0;
    }

    @Command(name = "secrets", description = "Makes the keys, passwords and certificates that do not exist.")
    int secrets(@Option(names = "--bank", required = true) URI bank) {
        ContainerSecrets.in(SECRETS, InstantSource.system()).write(bank.toString());
        return 0;
    }

    @Command(name = "topics", description = "Creates the topics that do not exist, and waits until each has a leader.")
    int topics(@Option(names = "--bootstrap", required = true) String brokers) {
        if (!Polling.until(() -> hasTopics(brokers), LEADERS, PAUSE)) {
            throw new LocalPlatformException("the topics have no leaders after %d s".formatted(LEADERS.toSeconds()));
        }
        return 0;
    }

    private static boolean hasTopics(String brokers) {
        try {
            return KafkaTopics.create(Map.of("bootstrap.servers", brokers), PROBE);
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalPlatformException("interrupted while waiting for Kafka", e);
        }
    }

    @Command(name = "link", description = "Prints a link that enrols a phone, once, within ten minutes.")
    int link(
            @Option(names = "--issuer", defaultValue = ISSUER) URI issuer,
            @Parameters(paramLabel = "ACCOUNT", defaultValue = DemoData.ACCOUNT) String account) {
        print(enrolmentLink(SECRETS.resolve("keys"), issuer, account));
        return 0;
    }

    @Command(name = "token", description = "Prints an operator's JWT: enrolment, security or registration.")
    int token(
            @Option(names = "--issuer", defaultValue = ISSUER) URI issuer,
            @Parameters(paramLabel = "ROLE") String role) {
        print(tokens(SECRETS.resolve("keys"), issuer).token(role));
        return 0;
    }

    @Command(name = "authority", description = "Prints the certificate of the authority that browsers have to trust.")
    int authority() {
        print(PrivateFiles.read(SECRETS.resolve("keys/authority/authority.crt")).strip());
        return 0;
    }

    private String enrolmentLink(URI issuer) {
        return enrolmentLink(SECRETS.resolve("gateway"), issuer, DemoData.ACCOUNT);
    }

    private static String enrolmentLink(Path keys, URI issuer, String account) {
        AccountId id = AccountId.parse(account)
                .orElseThrow(() -> new LocalPlatformException("not an account: '%s'".formatted(account)));
        OperatorClient operator = new OperatorClient(
                HttpClient.newHttpClient(), APPROVAL, tokens(keys, issuer).token("enrolment"));
        return DemoData.enrolmentLink(operator, id);
    }

    private static OperatorTokens tokens(Path keys, URI issuer) {
        return new OperatorTokens(issuer.toString(), PlatformKeys.existing(keys).operatorKey());
    }

    private void print(String line) {
        requireNonNull(spec, "picocli injects it").commandLine().getOut().println(line);
    }
}
