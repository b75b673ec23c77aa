package io.doorway.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.signature.NativeEs256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    /** A program that loads the library and prints whether it did. */
    static final class LoadLibrary {

        private LoadLibrary() {}

        public static void main(String[] arguments) {
            try {
                NativeEs256.load();
                System.out.print("loaded");
            } catch (GeneralSecurityException e) {
                System.out.print("not loaded");
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLibraryIsLoadedFromItsFileInTheInstallationAndFromNowhereElse() throws Exception {
        Path file = installation.resolve(NativeLibrary.FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, NativeLibrary.of(CLASS_PATH).orElseThrow());

        assertThat(load()).isEqualTo("loaded");
        Files.delete(file);
        assertThat(load()).isEqualTo("not loaded");
    }

    @Test
    void aProgramWithoutTheLibraryHasNoFile() throws IOException {
        assertThat(NativeLibrary.of(List.of(Path.of("other.jar")))).isEmpty();
    }

    private String load() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(NativeLibrary.options(installation + "/"));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LoadLibrary.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
