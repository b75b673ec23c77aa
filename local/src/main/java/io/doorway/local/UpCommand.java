package io.doorway.local;

import io.doorway.servers.ShutdownTasks;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Starts the whole platform on this machine. Ctrl-C stops it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {

    /** The first logins after a start do not compete with a second platform for the processors. */
    private static final Duration BEFORE_RECORDING = Duration.ofMinutes(1);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port of Doorway (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bank-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "The port of the demo bank (default: ${DEFAULT-VALUE}).")
    private int bankPort;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "The public origin for browsers and phones, if another host name leads here"
                    + " (default: http://localhost:PORT).")
    private @Nullable String issuer;

    @Option(
            names = "--lan",
            arity = "0..1",
            paramLabel = "HOST",
            fallbackValue = "",
            description = "Serves phones and browsers of the network by TLS, at a private address or local name of this"
                    + " machine (default: its private IPv4 address).")
    private @Nullable String lan;

    @Option(
            names = "--authority-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "With --lan, the port from which a device loads the certificate authority, by plain HTTP"
                    + " (default: ${DEFAULT-VALUE}).")
    private int authorityPort;

    @Option(
            names = "--mtls-port",
            paramLabel = "PORT",
            description = "Another port of Doorway, by TLS, at which relying parties show client certificates (default:"
                    + " none).")
    private @Nullable Integer mtlsPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The directory for keys, data and logs, which the next run reuses"
                    + " (default: a temporary directory, which is removed at the end).")
    private @Nullable Path data;

    @Option(names = "--clients", paramLabel = "FILE", description = "A YAML file with more relying parties.")
    private @Nullable Path clients;

    @Option(
            names = "--optimize",
            description =
                    "For measurements: the programs use both compilers of the JVM. They start later and need more memory, and"
                            + " after minutes of load a login costs half the CPU time.")
    private boolean optimize;

    @Option(
            names = "--bank-check",
            paramLabel = "WHEN",
            defaultValue = "unknown",
            description =
                    "When the demo bank requires a confirmation code: never, always, or unknown for unknown browsers"
                            + " (default: ${DEFAULT-VALUE}).")
    private String bankCheck = "unknown";

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "The number of instances of each service (default: ${DEFAULT-VALUE}).")
    private int replicas;

    private volatile boolean started;

    @Override
    public Integer call() throws InterruptedException {
        PlatformOptions options = options();
        ShutdownTasks.register(ShutdownTasks.Phase.EXIT, this::exitSuccessfully);

        TerminalProgress terminal = TerminalProgress.ofThisProcess();
        Platform platform = Platform.start(options, terminal);
        LocalCertificates certificates = platform.certificates();
        if (certificates != null) {
            LocalCertificates.trust(certificates.authorityFile());
        }
        platform.warmUp(terminal);
        Path descriptor = RunningPlatform.descriptorOfUp(options.home());
        platform.descriptor().write(descriptor);
        ShutdownTasks.register(
                ShutdownTasks.Phase.STOP, () -> descriptor.toFile().delete());
        String link = platform.enrolmentLink();
        terminal.print("""

                Doorway is running.

                  Demo bank    %1$s   (log in here)
                  Doorway      %2$s
                  Phone        %3$s
                               (open this link on the phone; ./doorway link prints another one)
                  Audit        %2$s/audit   (its token: ./doorway token security)
                  Logs         %4$s/*/*.log
                %5$s
                Press Ctrl-C to stop.
                """.formatted(
                platform.bankUrl(),
                platform.issuer(),
                link,
                platform.data(),
                certificates == null ? "" : lanInstructions(URI.create(platform.issuer()), certificates, link)));
        started = true;
        if (!RecordStartCommand.isComplete(options)) {
            platform.afterIdlePeriod(BEFORE_RECORDING, () -> {
                terminal.print(
                        "A second platform runs in the background for about a minute: it records what makes the next start faster.");
                RecordStartCommand.inBackground(options.home());
            });
        }
        Thread.currentThread().join();
        return 0;
    }

    /** How a phone of the network opens the app, and how its browser trusts the certificate. */
    private String lanInstructions(URI issuer, LocalCertificates certificates, String link) {
        String host = issuer.getHost();
        AuthorityDownload download = AuthorityDownload.start(LanAddress.of(host), host, authorityPort, certificates);
        ShutdownTasks.register(ShutdownTasks.Phase.STOP, download::close);
        String code = Boolean.getBoolean("doorway.terminal")
                ? "%n%s%nThe code opens the phone app. ".formatted(TerminalQrCode.of(link))
                : System.lineSeparator();
        return """
                %sBrowsers warn until they trust the certificate of this platform, which is at %s
                  Phone: open that address. Android: then Settings, "Install a certificate", "CA certificate". iPhone: install the profile, then
                  Settings, General, About, Certificate Trust Settings. Computer: import the file into the browser's list of authorities. SHA-256 %s
                """.formatted(code, download.url(), certificates.fingerprint());
    }

    private PlatformOptions options() {
        if (lan != null && issuer != null) {
            throw new LocalPlatformException("--lan and --issuer exclude each other: --lan makes the issuer");
        }
        String host = lanHost();
        String origin = issuer == null ? PlatformOptions.origin(host, port) : issuer;
        if (!isOrigin(origin)) {
            throw new LocalPlatformException(
                    "--issuer %s is not an origin such as https://id.example.org".formatted(origin));
        }
        if (clients != null && !Files.isReadable(clients)) {
            throw new LocalPlatformException("--clients %s is not readable".formatted(clients));
        }
        if (replicas < 1) {
            throw new LocalPlatformException(
                    "--replicas %d is not a number of instances: use 1 or more".formatted(replicas));
        }
        return PlatformOptions.builder(ProjectDirectory.find(), port, bankPort)
                .issuer(origin)
                .lan(host)
                .data(data)
                .clients(clients)
                .bankCheck(bankCheck)
                .replicas(replicas)
                .mtlsPort(mtlsPort)
                .optimized(optimize)
                .build();
    }

    private @Nullable String lanHost() {
        if (lan == null) {
            return null;
        }
        String host = lan.isEmpty() ? LanAddress.find() : lan.toLowerCase(Locale.ROOT);
        LanAddress.of(host);
        return host;
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && text.equals(uri.getScheme() + "://" + uri.getAuthority());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Exits with status 0: without this task, a JVM that a signal stops has an exit status other than 0. */
    private void exitSuccessfully() {
        if (started) {
            Runtime.getRuntime().halt(0);
        }
    }
}
