package io.doorway.bench;

import io.doorway.bench.Measurements.Counts;
import io.doorway.local.Platform;
import io.doorway.local.Platform.Parts;
import io.doorway.local.PlatformOptions;
import io.doorway.local.ProjectDirectory;
import io.doorway.local.RunningPlatform;
import io.doorway.servers.Ports;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A platform with two instances of each service, which are replaced one after the other while logins run. */
final class RollingRestart implements MeasuredPlatform, AutoCloseable {

    private static final int INSTANCES = 2;

    private final Platform platform;
    private final PrintStream progress;

    private RollingRestart(Platform platform, PrintStream progress) {
        this.platform = platform;
        this.progress = progress;
    }

    /** Starts the platform on free ports, with temporary data. */
    static RollingRestart start(PrintStream progress) {
        progress.printf("starting a platform with %d instances of each service%n", INSTANCES);
        PlatformOptions options = PlatformOptions.builder(ProjectDirectory.find(), Ports.free(), Ports.free())
                .replicas(INSTANCES)
                .optimized(true)
                .build();
        return new RollingRestart(Platform.start(options), progress);
    }

    @Override
    public RunningPlatform descriptor() {
        return platform.descriptor();
    }

    /** Stops each instance by SIGTERM and starts it again, and goes on when it is ready. */
    @Override
    public List<Replacement> replaceInstances(Supplier<Counts> logins) {
        List<Replacement> replacements = new ArrayList<>();
        for (String service : Parts.SERVICES) {
            for (String instance : List.of(service, service + "-" + INSTANCES)) {
                progress.printf("replacing %s%n", instance);
                replacements.add(replace(instance, logins));
            }
        }
        return replacements;
    }

    private Replacement replace(String instance, Supplier<Counts> logins) {
        Counts before = logins.get();
        long begin = System.nanoTime();
        platform.restart(instance);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Counts meanwhile = logins.get().since(before);
        return new Replacement(instance, seconds, meanwhile.completed(), meanwhile.failed());
    }

    @Override
    public void close() {
        platform.close();
    }
}
