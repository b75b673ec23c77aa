package io.doorway.bench;

import io.doorway.local.RunningPlatform;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./doorway bench}. */
@Command(
        name = "bench",
        description = "Drives complete logins against the running local platform and reports what they cost.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

    @Option(names = "--rate", defaultValue = "20", description = "Logins per second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--concurrency", defaultValue = "50", description = "Logins at once, at most (${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(names = "--warmup", defaultValue = "20", description = "Seconds before measuring (${DEFAULT-VALUE}).")
    private int warmup;

    @Option(names = "--duration", defaultValue = "30", description = "Seconds of measuring (${DEFAULT-VALUE}).")
    private int duration;

    @Override
    public Integer call() {
        PrintStream out = System.out;
        BenchOptions options =
                new BenchOptions(rate, concurrency, Duration.ofSeconds(warmup), Duration.ofSeconds(duration));
        return new BenchRun(RunningPlatform.find(), options, out).run() ? 0 : 1;
    }

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Bench());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("doorway: " + failure.getMessage());
            return 1;
        });
        System.exit(command.execute(args));
    }
}
