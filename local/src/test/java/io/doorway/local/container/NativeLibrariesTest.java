package io.doorway.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.signature.NativeEs256;
import io.netty.channel.epoll.Epoll;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeLibrariesTest {

    private static final List<Path> CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    /** No directory can be made there. */
    private static final String NOWHERE = "/proc/missing";

    @TempDir
    private Path installation;

    /** A program that loads the library for ES256, and whose exit status is 1 if it cannot. */
    static final class LoadEs256 {

        private LoadEs256() {}

        public static void main(String[] arguments) throws GeneralSecurityException {
            NativeEs256.load();
        }
    }

    /** The same for the library that calls epoll. */
    static final class LoadEpoll {

        private LoadEpoll() {}

        public static void main(String[] arguments) {
            Epoll.ensureAvailability();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {LoadEs256.class, LoadEpoll.class})
    @EnabledOnOs(OS.LINUX)
    void aLibraryIsLoadedFromItsFileInTheInstallationAndFromNowhereElse(Class<?> program) throws Exception {
        Path directory = Files.createDirectories(installation.resolve(NativeLibraries.DIRECTORY));
        for (Map.Entry<String, byte[]> library : NativeLibraries.of(CLASS_PATH).entrySet()) {
            Files.write(directory.resolve(library.getKey()), library.getValue());
        }

        assertThat(statusOf(program)).isZero();
        for (String library : NativeLibraries.of(CLASS_PATH).keySet()) {
            Files.delete(directory.resolve(library));
        }
        assertThat(statusOf(program)).isEqualTo(1);
    }

    @Test
    void aProgramWithoutTheLibrariesHasNoFiles() throws IOException {
        assertThat(NativeLibraries.of(List.of(Path.of("other.jar")))).isEmpty();
    }

    /** In a JVM that can unpack nothing, as where {@code /tmp} is mounted {@code noexec}. */
    private int statusOf(Class<?> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(NativeLibraries.options(installation + "/"));
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + NOWHERE,
                "-Dio.netty.native.workdir=" + NOWHERE,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
