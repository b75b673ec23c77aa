package io.doorway.local;

import io.doorway.testkit.servers.AtExit;
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
        description = "Starts the whole platform on this machine and stops it on Ctrl-C.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Doorway's own port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bank-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "The demo bank's port (default: ${DEFAULT-VALUE}).")
    private int bankPort;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "The origin that browsers and phones use, where another name leads here"
                    + " (default: http://localhost:PORT).")
    private @Nullable String issuer;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps keys, data and logs here from one run to the next"
                    + " (default: a temporary directory that is removed at the end).")
    private @Nullable Path data;

    @Option(names = "--clients", paramLabel = "FILE", description = "More relying parties than the demo bank, in YAML.")
    private @Nullable Path clients;

    @Option(
            names = "--bank-check",
            paramLabel = "WHEN",
            defaultValue = "unknown",
            description = "When the demo bank has a code typed: never, unknown or always (default: ${DEFAULT-VALUE}).")
    private String bankCheck = "unknown";

    private volatile boolean up;

    @Override
    public Integer call() throws InterruptedException {
        PlatformOptions options = options();
        AtExit.run(this::succeed);

        Terminal terminal = Terminal.ofThisProcess();
        Platform platform = Platform.start(options, terminal);
        Path note = RunningPlatform.noteOfUp(options.home());
        platform.note().write(note);
        AtExit.run(() -> note.toFile().delete());
        String link = platform.enrolmentLink();
        terminal.say("""

                Doorway is up.

                  Demo bank    %s   log in there
                  Doorway      %s
                  Phone        %s
                               open this link on the phone, or: ./doorway phone enrol LINK
                  Logs         %s/*/*.log

                Ctrl-C stops everything.
                """.formatted(platform.bankUrl(), platform.issuer(), link, platform.data()));
        up = true;
        Thread.currentThread().join();
        return 0;
    }

    private PlatformOptions options() {
        String origin = issuer == null ? "http://localhost:" + port : issuer;
        if (!isOrigin(origin)) {
            throw new LocalPlatformException(
                    "--issuer %s is no origin such as https://id.example.org".formatted(origin));
        }
        if (clients != null && !Files.isReadable(clients)) {
            throw new LocalPlatformException("--clients %s is not readable".formatted(clients));
        }
        return new PlatformOptions(Home.find(), port, bankPort, origin, data, clients, bankCheck);
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && text.equals(uri.getScheme() + "://" + uri.getAuthority());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** A platform that ran until it was told to stop has done what it should; the JVM would call it a death by signal. */
    private void succeed() {
        if (up) {
            Runtime.getRuntime().halt(0);
        }
    }
}
