package io.doorway.local;

import io.doorway.servers.ShutdownTasks;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            names = "--data",
            paramLabel = "DIR",
            description = "The directory for keys, data and logs, which the next run reuses"
                    + " (default: a temporary directory, which is removed at the end).")
    private @Nullable Path data;

    @Option(names = "--clients", paramLabel = "FILE", description = "A YAML file with more relying parties.")
    private @Nullable Path clients;

    @Option(
            names = "--bank-check",
            paramLabel = "WHEN",
            defaultValue = "unknown",
            description =
                    "When the demo bank requires a confirmation code: never, always, or unknown for unknown browsers"
                            + " (default: ${DEFAULT-VALUE}).")
    private String bankCheck = "unknown";

    private volatile boolean started;

    @Override
    public Integer call() throws InterruptedException {
        PlatformOptions options = options();
        ShutdownTasks.register(this::exitSuccessfully);

        TerminalProgress terminal = TerminalProgress.ofThisProcess();
        Platform platform = Platform.start(options, terminal);
        platform.warmUp(terminal);
        Path descriptor = RunningPlatform.descriptorOfUp(options.home());
        platform.descriptor().write(descriptor);
        ShutdownTasks.register(() -> descriptor.toFile().delete());
        String link = platform.enrolmentLink();
        terminal.print("""

                Doorway is running.

                  Demo bank    %1$s   (log in here)
                  Doorway      %2$s
                  Phone        %3$s
                               (open this link on the phone; ./doorway link prints another one)
                  Audit        %2$s/audit   (its token: ./doorway token security)
                  Logs         %4$s/*/*.log

                Press Ctrl-C to stop.
                """.formatted(platform.bankUrl(), platform.issuer(), link, platform.data()));
        started = true;
        Thread.currentThread().join();
        return 0;
    }

    private PlatformOptions options() {
        String origin = issuer == null ? "http://localhost:" + port : issuer;
        if (!isOrigin(origin)) {
            throw new LocalPlatformException(
                    "--issuer %s is not an origin such as https://id.example.org".formatted(origin));
        }
        if (clients != null && !Files.isReadable(clients)) {
            throw new LocalPlatformException("--clients %s is not readable".formatted(clients));
        }
        return new PlatformOptions(ProjectDirectory.find(), port, bankPort, origin, data, clients, bankCheck);
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
