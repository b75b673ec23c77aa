package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupFailureTest {

    @TempDir
    Path directory;

    @Test
    void theInnermostCauseIsTheReason() throws IOException {
        Path log = Files.writeString(directory.resolve("a.log"), """
                {"level":"INFO","message":"starting"}
                {"message":"Failed","exception":{"message":"outer","causedBy":{"message":"client 'x': \\"y\\" is unknown"}}}
                """);

        assertThat(StartupFailure.readFrom(log)).isEqualTo("client 'x': \"y\" is unknown");
    }

    @Test
    void withoutAJsonMessageTheLastLineIsTheReason() throws IOException {
        Path log = Files.writeString(directory.resolve("d.log"), "warning\nError: no such jar\n\n");

        assertThat(StartupFailure.readFrom(log)).isEqualTo("Error: no such jar");
    }

    @Test
    void anEmptyOrMissingLogIsReportedAsSuch() throws IOException {
        assertThat(StartupFailure.readFrom(Files.writeString(directory.resolve("b.log"), "")))
                .isEqualTo("its log is empty");
        assertThat(StartupFailure.readFrom(directory.resolve("c.log"))).isEqualTo("its log cannot be read");
    }
}
