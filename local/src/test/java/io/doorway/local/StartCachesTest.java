package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** A cache is used as long as nothing has changed, and a program starts in any case. */
@EnabledForJreRange(min = JRE.JAVA_25)
class StartCachesTest {

    private static final List<String> OPTIONS = List.of("-Xms64m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");
    private static final String LOADED_CLASSES = "-Xlog:class+load";
    private static final String GREETING = "ready";

    @TempDir
    private Path home;

    private JavaProgram program;
    private StartCaches caches;

    /** A program that is ready at once. */
    static final class Greeter {

        public static void main(String... arguments) {
            System.out.println(GREETING);
        }
    }

    @BeforeEach
    void aProgramInAJar() throws IOException {
        Path jar = home.resolve("greeter.jar");
        String name = Greeter.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream content = Greeter.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new ZipEntry(name));
            content.transferTo(out);
        }
        program = new JavaProgram("greeter", Greeter.class.getName(), List.of(jar), List.of());
        caches = StartCaches.writing(home, false);
    }

    @Test
    void aRecordedProgramLoadsItsClassesFromTheCache() throws Exception {
        assertThat(caches.isComplete(program, OPTIONS)).isFalse();

        record();

        assertThat(caches.isComplete(program, OPTIONS)).isTrue();
        assertThat(start()).contains(GREETING).containsPattern("Greeter source: shared objects file");
    }

    @Test
    void aChangedJarOrOptionHasNoCache() throws Exception {
        record();

        assertThat(caches.isUsed(program, List.of("-Xms64m"))).isFalse();
        Files.setLastModifiedTime(program.classPath().getFirst(), FileTime.fromMillis(0));
        assertThat(caches.isUsed(program, OPTIONS)).isFalse();
        assertThat(start()).contains(GREETING).doesNotContainPattern("Greeter source: shared objects file \\(top\\)");
    }

    @Test
    void aProgramStartsWithoutACacheThatIsNotItsOwnOrIncomplete() throws Exception {
        record();
        Path cache = cache();

        try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        assertThat(start()).contains(GREETING).doesNotContainPattern("Greeter source: shared objects file");
        Files.writeString(cache, "no cache");
        assertThat(start()).contains(GREETING).doesNotContainPattern("Greeter source: shared objects file");
    }

    private void record() throws Exception {
        run(Stream.concat(
                StartCaches.recording(home).options(program, OPTIONS, true).stream(), program.arguments().stream()));
        run(caches.creation(program, OPTIONS).stream());
        assertThat(run(caches.verification(program, OPTIONS).stream())).contains("OpenJDK");
        caches.publish(program, OPTIONS);
    }

    private Path cache() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String start() throws Exception {
        return run(Stream.of(
                        caches.options(program, OPTIONS, false).stream(),
                        Stream.of(LOADED_CLASSES),
                        program.arguments().stream())
                .flatMap(part -> part));
    }

    private String run(Stream<String> arguments) throws Exception {
        Path output = home.resolve("output");
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(JvmOptions.java()), arguments).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as("exit status: %s", Files.readString(output))
                .isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
