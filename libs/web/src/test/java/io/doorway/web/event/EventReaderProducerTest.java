package io.doorway.web.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.testkit.event.SampleEventKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of events are read at the start; a mistake names the property and no key. */
class EventReaderProducerTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "{}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"service\":\"session-service\",\"k\":\"secret\"}]}"
            })
    void aMistakeStopsTheStart(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("keys.jwks"), content);

        assertThatThrownBy(() -> new EventReaderProducer(() -> file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("doorway.event-keys: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aMissingFileStopsTheStart() {
        assertThatThrownBy(() -> new EventReaderProducer(() -> directory.resolve("none")))
                .hasMessageStartingWith("doorway.event-keys: ");
    }

    @Test
    void productionRefusesTheKeysOfTheLocalPlatform() throws IOException {
        String local = "{\"doorway-local\":true," + SampleEventKeys.jwkSet().substring(1);
        Path file = Files.writeString(directory.resolve("keys.jwks"), local);

        assertThat(new EventReaderProducer(() -> file).eventKeysAreNotLocal().violation())
                .hasValueSatisfying(violation -> assertThat(violation).startsWith("doorway.event-keys: "));
        assertThat(new EventReaderProducer(SampleEventKeys::file)
                        .eventKeysAreNotLocal()
                        .violation())
                .isEmpty();
    }
}
