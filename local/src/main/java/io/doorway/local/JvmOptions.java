package io.doorway.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JVM's options of Doorway's programs: in the images, and on a local platform, where eight programs share a developer's machine. */
public final class JvmOptions {

    /** The first JDK with headers of objects that are compact (JEP 519), and with caches that one start records (JEP 514, 515). */
    static final int LATEST_FEATURES = 25;

    /** The first JDK with the option for access to memory; earlier ones would not start with it. */
    private static final int MEMORY_ACCESS_OPTION = 24;

    private static final String MEMORY_ACCESS = "--sun-misc-unsafe-memory-access=allow";

    /** The heap is small and has one thread for the garbage. The compiled code of a service takes less than half of the reserved space. */
    private static final List<String> EVERY_JDK = List.of(
            "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=96m", "-Xss512k", "--enable-native-access=ALL-UNNAMED");

    /** What the compilers needed at the start is returned to the operating system. */
    private static final List<String> LATEST_JDK =
            List.of("-XX:+UseCompactObjectHeaders", "-XX:TrimNativeHeapInterval=5000");

    /** The first heap has to be large enough for the objects in the ahead-of-time cache: the JVM does not start otherwise. */
    private static final List<String> LOCAL_SERVICE = List.of("-Xms64m", "-Xmx192m", "-XX:MaxMetaspaceSize=192m");

    private static final List<String> LOCAL_KAFKA = List.of("-Xms64m", "-Xmx256m");

    /** No second compiler, which needs most of the CPU time of the first minutes. The caches serve programs with and without it. */
    static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    /**
     * Compiled code and the heap in pages of 2 MiB, with which a processor translates addresses less often. Not for images, whose limits
     * of memory are measured without.
     */
    private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";

    private static final Path LARGE_PAGES_SETTING = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    /** Two pools of native memory in place of eight per core, each of which keeps what was freed (glibc). */
    static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private JvmOptions() {}

    /** Those of a service or of the demo bank on a local platform. */
    static List<String> ofService() {
        return withCommon(LOCAL_SERVICE);
    }

    /** Those of Kafka on a local platform. */
    static List<String> ofKafka() {
        return withCommon(LOCAL_KAFKA);
    }

    /** Those of the program that records the caches. */
    static List<String> ofRecording() {
        return withCommon(List.of("-Xmx256m"));
    }

    /** The program of this JVM, with which the parts of the platform are started too. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Those of a program in an image, whose JVM is the latest; its heap is a share of the container's memory. */
    public static List<String> ofImages() {
        return ofEveryProgram(LATEST_FEATURES);
    }

    private static List<String> ofEveryProgram(int jdk) {
        List<String> options = new ArrayList<>(EVERY_JDK);
        if (jdk >= MEMORY_ACCESS_OPTION) {
            options.add(MEMORY_ACCESS);
        }
        if (jdk >= LATEST_FEATURES) {
            options.addAll(LATEST_JDK);
        }
        return options;
    }

    private static List<String> withCommon(List<String> own) {
        List<String> options = new ArrayList<>(own);
        options.addAll(ofEveryProgram(Runtime.version().feature()));
        if (offersLargePages(LARGE_PAGES_SETTING)) {
            options.add(LARGE_PAGES);
        }
        return options;
    }

    /** Whether the kernel has large pages for programs that ask for them. Where it has none, the JVM prints a warning for the option. */
    static boolean offersLargePages(Path setting) {
        try {
            return !Files.readString(setting).contains("[never]");
        } catch (IOException e) {
            return false;
        }
    }
}
