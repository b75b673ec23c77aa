package io.doorway.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.signature.NativeEs256;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    private static final List<Path> CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    @TempDir
    private Path installation;

    /** A program that loads the library, and whose exit status is 1 if it cannot. */
    static final class LoadLibrary {

        private LoadLibrary() {}

        public static void main(String[] arguments) throws GeneralSecurityException {
            NativeEs256.load();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLibraryIsLoadedFromItsFileInTheInstallationAndFromNowhereElse() throws Exception {
        Path file = installation.resolve(NativeLibrary.FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, NativeLibrary.of(CLASS_PATH).orElseThrow());

        assertThat(statusOfLoading()).isZero();
        Files.delete(file);
        assertThat(statusOfLoading()).isEqualTo(1);
    }

    @Test
    void aProgramWithoutTheLibraryHasNoFile() throws IOException {
        assertThat(NativeLibrary.of(List.of(Path.of("other.jar")))).isEmpty();
    }

    private int statusOfLoading() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(NativeLibrary.options(installation + "/"));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LoadLibrary.class.getName()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
