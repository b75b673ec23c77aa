package io.doorway.local;

import io.doorway.protocol.encoding.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes the start of a program fast: an ahead-of-time cache (JEP 483, 514, 515) with classes already loaded and linked, and with
 * profiles of what the program does most. {@link RecordStartCommand} makes the caches. Before they exist, or on an older JDK, a program writes
 * an archive of class data (CDS) when it ends for the first time.
 *
 * <p>Programs that nobody measures use the first compiler of the JVM only: the second one needs most of the CPU time of the first minutes.
 *
 * <p>A cache is valid for one JVM, its options and the JAR files of the class path. The name of its file contains a digest of them, so that
 * after a change there is none. The JVM checks the same again, and starts without a cache that does not match.
 */
final class StartCaches {

    private static final String CACHE = ".aot";
    private static final String CONFIGURATION = ".aotconf";
    private static final String CLASS_DATA = ".jsa";
    private static final int DIGEST_BYTES = 16;

    private final Path directory;
    private final Use use;
    private final boolean optimized;

    private enum Use {
        READ,
        READ_AND_ARCHIVE,
        RECORD
    }

    private StartCaches(Path home, Use use, boolean optimized) {
        directory = ProjectDirectory.cache(home).resolve("start");
        this.use = use;
        this.optimized = optimized;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Programs use the caches that exist.
     *
     * @param optimized whether they use both compilers of the JVM, and not only the one that compiles at once
     */
    static StartCaches reading(Path home, boolean optimized) {
        return new StartCaches(home, Use.READ, optimized);
    }

    /** The same, and programs without a cache write an archive when they end. */
    static StartCaches writing(Path home, boolean optimized) {
        return new StartCaches(home, Use.READ_AND_ARCHIVE, optimized);
    }

    /** Programs record what caches are made from. */
    static StartCaches recording(Path home) {
        return new StartCaches(home, Use.RECORD, true);
    }

    /** Whether there is a cache, or this JDK can make none. */
    boolean isComplete(JavaProgram program, List<String> jvmOptions) {
        return Runtime.version().feature() < JvmOptions.LATEST_FEATURES
                || Files.exists(file(program, jvmOptions, CACHE));
    }

    /** Whether a start of the program uses an ahead-of-time cache. */
    boolean isUsed(JavaProgram program, List<String> jvmOptions) {
        return use != Use.RECORD && Files.exists(file(program, jvmOptions, CACHE));
    }

    /**
     * All options of the JVM that starts the program.
     *
     * @param jvmOptions the options without a cache
     * @param writing whether the program may write an archive when it ends; of several that run at once, one may
     */
    List<String> options(JavaProgram program, List<String> jvmOptions, boolean writing) {
        List<String> options = new ArrayList<>(jvmOptions);
        if (use == Use.RECORD) {
            options.add("-XX:AOTMode=record");
            Path configuration = file(program, jvmOptions, CONFIGURATION);
            removeOlder(program, configuration);
            options.add("-XX:AOTConfiguration=" + configuration);
        } else if (isUsed(program, jvmOptions)) {
            options.add("-XX:AOTCache=" + file(program, jvmOptions, CACHE));
        } else {
            Path classData = file(program, jvmOptions, CLASS_DATA);
            options.add("-XX:SharedArchiveFile=" + classData);
            options.add("-Xlog:cds*=off");
            if (use == Use.READ_AND_ARCHIVE && writing) {
                removeOlder(program, classData);
                options.add("-XX:+AutoCreateSharedArchive");
            }
        }
        if (!optimized) {
            options.add(JvmOptions.FIRST_COMPILER);
        }
        return options;
    }

    /** The options of the JVM that makes the cache from what the program has recorded, and where it writes the cache. */
    List<String> creation(JavaProgram program, List<String> jvmOptions) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-XX:AOTMode=create");
        options.add("-XX:AOTConfiguration=" + file(program, jvmOptions, CONFIGURATION));
        options.add("-XX:AOTCache=" + unfinished(program, jvmOptions));
        options.addAll(program.classPathOption());
        return options;
    }

    /** The options of a JVM that starts only if it can use the new cache, prints its version and ends. */
    List<String> verification(JavaProgram program, List<String> jvmOptions) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-XX:AOTMode=on");
        options.add("-XX:AOTCache=" + unfinished(program, jvmOptions));
        options.addAll(program.classPathOption());
        options.add("-version");
        return options;
    }

    /** Uses the new cache from the next start on, in place of older ones. */
    void publish(JavaProgram program, List<String> jvmOptions) {
        Path cache = file(program, jvmOptions, CACHE);
        try {
            Files.move(unfinished(program, jvmOptions), cache, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        removeOlder(program, cache);
        delete(file(program, jvmOptions, CLASS_DATA));
    }

    /** Removes what the program has recorded, which nobody needs after the cache was made. */
    void tidy(JavaProgram program, List<String> jvmOptions) {
        delete(file(program, jvmOptions, CONFIGURATION));
        delete(unfinished(program, jvmOptions));
    }

    /** Removes a cache with which the program did not start. */
    void discard(JavaProgram program, List<String> jvmOptions) {
        delete(file(program, jvmOptions, CACHE));
    }

    private Path unfinished(JavaProgram program, List<String> jvmOptions) {
        return file(program, jvmOptions, CACHE + ".part");
    }

    private void removeOlder(JavaProgram program, Path current) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().startsWith(program.name() + "-"))
                    .filter(file -> file.getFileName().toString().length()
                            == current.getFileName().toString().length())
                    .filter(file -> !file.equals(current))
                    .forEach(StartCaches::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(JavaProgram program, List<String> jvmOptions, String extension) {
        String key = Stream.of(
                        Stream.of(System.getProperty("java.vm.version"), System.getProperty("java.home")),
                        jvmOptions.stream(),
                        program.classPath().stream().map(StartCaches::stateOf))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
        byte[] digest = Sha256.of(key.getBytes(StandardCharsets.UTF_8));
        return directory.resolve(program.name() + "-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + extension);
    }

    /** What the JVM compares. */
    private static String stateOf(Path jar) {
        try {
            return "%s %d %d"
                    .formatted(
                            jar, Files.size(jar), Files.getLastModifiedTime(jar).toMillis());
        } catch (IOException missing) {
            return jar + " missing";
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
