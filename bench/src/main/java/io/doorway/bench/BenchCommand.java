package io.doorway.bench;

import io.doorway.local.DoorwayCommand;
import io.doorway.local.RunningPlatform;
import java.io.PrintStream;
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

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Logins per second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "50",
            description = "Maximum of concurrent logins (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Time before the measurement, in seconds (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Time of the measurement, in seconds (default: ${DEFAULT-VALUE}).")
    private int duration;

    @Override
    public Integer call() {
        PrintStream out = System.out;
        BenchRun.Options options =
                new BenchRun.Options(rate, concurrency, Duration.ofSeconds(warmup), Duration.ofSeconds(duration));
        return new BenchRun(RunningPlatform.find(), options, out).run() ? 0 : 1;
    }

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new BenchCommand()).setUsageHelpWidth(DoorwayCommand.HELP_WIDTH);
        command.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            commandLine.getErr().println("doorway: " + failure.getMessage());
            return 1;
        });
        RunningPlatform.trustAuthority();
        System.exit(command.execute(args));
    }
}
