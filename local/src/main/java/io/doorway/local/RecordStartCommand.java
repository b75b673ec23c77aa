package io.doorway.local;

import io.doorway.servers.ChildProcess;
import io.doorway.servers.DataDirectory;
import io.doorway.servers.Ports;
import io.doorway.servers.SessionPriority;
import io.doorway.servers.ShutdownTasks;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Makes the {@linkplain StartCaches caches} of all programs. A second platform, with temporary data and ports of its own, records while logins
 * are completed. {@code ./doorway up} runs this in the background when nobody has used it for a minute, with the lowest priority, so that
 * nobody waits for it.
 */
@Command(name = "record-start", hidden = true, description = "Records what makes the next start faster.")
final class RecordStartCommand implements Callable<Integer> {

    private static final int LOGINS = 20;

    @Parameters(paramLabel = "DIR", description = "An empty directory for the data of the second platform.")
    private @Nullable Path data;

    /** Whether a start of this platform would use a cache for each program that can have one. */
    static boolean isComplete(PlatformOptions options) {
        StartCaches caches = StartCaches.reading(options.home(), options.optimized());
        return programs(options.home()).entrySet().stream()
                .allMatch(program -> caches.isComplete(program.getKey(), program.getValue()));
    }

    /** Records in a child process, which ends with this one. */
    static void inBackground(Path home) {
        DataDirectory data = DataDirectory.temporary("recording");
        List<String> command = new ArrayList<>();
        command.add(JvmOptions.java());
        command.addAll(JvmOptions.ofRecording());
        command.addAll(List.of(
                "-Ddoorway.home=" + home,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                DoorwayCommand.class.getName(),
                "record-start",
                data.path().toString()));
        ChildProcess process = new ChildProcess(
                SessionPriority.lowest(command),
                Map.of(),
                ProjectDirectory.cache(home).resolve("start/recording.log"));
        process.start();
        ShutdownTasks.register(ShutdownTasks.Phase.STOP, process::kill);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = ProjectDirectory.find();
        StartCaches caches = StartCaches.recording(home);
        Path lock = ProjectDirectory.cache(home).resolve("start/lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.tryLock()) {
            if (held == null) {
                System.out.println("another platform is recording");
                return 0;
            }
            PlatformOptions options = PlatformOptions.builder(home, Ports.free(), Ports.free())
                    .data(data)
                    .optimized(true)
                    .build();
            Map<JavaProgram, List<String>> programs = programs(home);
            try {
                record(options, caches);
                for (Map.Entry<JavaProgram, List<String>> program : programs.entrySet()) {
                    create(caches, program.getKey(), program.getValue());
                }
            } finally {
                programs.forEach(caches::tidy);
            }
            return 0;
        }
    }

    private static void record(PlatformOptions options, StartCaches caches) {
        try (Platform platform = Platform.start(options, caches, ParallelStart.Progress.NONE)) {
            BankLogin.repeat(
                    LOGINS, URI.create(platform.bankUrl()), URI.create(platform.issuer()), platform.enrolmentLink());
        }
    }

    /** A cache that the JVM refuses is never used. */
    private static void create(StartCaches caches, JavaProgram program, List<String> jvmOptions)
            throws IOException, InterruptedException {
        boolean created = run(caches.creation(program, jvmOptions)) && run(caches.verification(program, jvmOptions));
        System.out.println(program.name() + (created ? " has a cache" : " gets no cache"));
        if (created) {
            caches.publish(program, jvmOptions);
        }
    }

    private static boolean run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(JvmOptions.java()), arguments.stream()).toList();
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    /** All programs, each with the options of its JVM. */
    private static Map<JavaProgram, List<String>> programs(Path home) {
        Map<JavaProgram, List<String>> programs = new LinkedHashMap<>();
        for (String name : Platform.Parts.SERVICES) {
            programs.put(ServiceDefinitions.program(home, name), JvmOptions.ofService());
        }
        programs.put(ServiceDefinitions.program(home, Platform.Parts.BANK), JvmOptions.ofService());
        programs.put(JavaProgram.kafka(), JvmOptions.ofKafka());
        return programs;
    }
}
