package io.doorway.bench;

import io.doorway.bench.BenchOptions.Profile;
import io.doorway.bench.BenchOptions.Think;
import io.doorway.local.DoorwayCommand;
import io.doorway.local.RunningPlatform;
import io.doorway.protocol.signature.NativeEs256;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./doorway bench}. */
@Command(
        name = "doorway bench",
        sortOptions = false,
        description = "Runs complete logins against the running local platform, and measures and checks them.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    private static final double PERCENT = 100;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "Logins started per second, however long earlier ones take (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--saturate", description = "As many logins as the machine performs; --rate is ignored.")
    private boolean saturate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "Maximum of concurrent logins (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = "Maximum time before the measurement; it begins when the compilers are quiet (default:"
                    + " ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--windows",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of measurements (default: ${DEFAULT-VALUE}).")
    private int windows;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Time of each, in seconds (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            defaultValue = "0",
            description = "Browsers that show a code beside the logins (default: ${DEFAULT-VALUE}).")
    private int waiting;

    @Option(
            names = "--known",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description = "Share of logins from a browser that the account knows (default: ${DEFAULT-VALUE}).")
    private double known;

    @Option(
            names = "--think",
            paramLabel = "SECONDS",
            defaultValue = "0-0",
            description = "How long people take before they scan, such as 5-20 (default: ${DEFAULT-VALUE}).")
    private String think = "0-0";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "oidc",
            description =
                    "How the relying party sends its requests: through the browser and with a secret, or pushed, with"
                            + " private_key_jwt and DPoP. One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Profile profile = Profile.oidc;

    @Option(
            names = "--rolling-restart",
            description =
                    "Starts a platform of its own with two instances of each service, and replaces all of them during"
                            + " the logins, before the first measurement.")
    private boolean rollingRestart;

    @Option(names = "--json", description = "Prints the report as JSON, and what happens on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        PrintStream out = System.out;
        PrintStream progress = json ? System.err : out;
        BenchOptions options = new BenchOptions(
                saturate ? 0 : rate,
                concurrency,
                Duration.ofSeconds(warmup),
                windows,
                Duration.ofSeconds(window),
                waiting,
                known / PERCENT,
                Think.parse(think),
                profile,
                true);
        if (rollingRestart) {
            try (RollingRestart platform = RollingRestart.start(progress)) {
                return new BenchRun(platform, options, progress).run(json, out) ? 0 : 1;
            }
        }
        return new BenchRun(RunningPlatform.find(), options, progress).run(json, out) ? 0 : 1;
    }

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new BenchCommand()).setUsageHelpWidth(DoorwayCommand.HELP_WIDTH);
        command.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            commandLine.getErr().println("doorway: " + failure.getMessage());
            return 1;
        });
        RunningPlatform.trustAuthority();
        useNativeEs256();
        System.exit(command.execute(args));
    }

    /** The driver signs for all browsers and phones, on the processors of the platform. */
    private static void useNativeEs256() {
        try {
            NativeEs256.load().install();
        } catch (GeneralSecurityException unavailable) {
            System.err.println("doorway: signing with the JDK: " + unavailable.getMessage());
        }
    }
}
