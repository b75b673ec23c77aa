package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {

    @TempDir
    Path directory;

    @Test
    void theInnermostCauseIsWhyAServiceEnded() throws IOException {
        Path log = Files.writeString(directory.resolve("a.log"), """
                {"level":"INFO","message":"starting"}
                {"message":"Failed","exception":{"message":"outer","causedBy":{"message":"client 'x': \\"y\\" is unknown"}}}
                """);

        assertThat(LastWords.in(log)).isEqualTo("client 'x': \"y\" is unknown");
    }

    @Test
    void aJvmThatDidNotComeToItsLogSpeaksInItsLastLine() throws IOException {
        Path log = Files.writeString(directory.resolve("d.log"), "warning\nError: no such jar\n\n");

        assertThat(LastWords.in(log)).isEqualTo("Error: no such jar");
    }

    @Test
    void whoSaidNothingSaidNothing() throws IOException {
        assertThat(LastWords.in(Files.writeString(directory.resolve("b.log"), "")))
                .isEqualTo("it said nothing");
        assertThat(LastWords.in(directory.resolve("c.log"))).isEqualTo("its log cannot be read");
    }
}
