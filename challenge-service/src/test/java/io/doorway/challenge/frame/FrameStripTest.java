package io.doorway.challenge.frame;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.web.config.Issuer;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many frames of the future a page may hold. */
class FrameStripTest {
    private static final Issuer ISSUER = new Issuer(URI.create("https://id.example.org"));

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11, 3600})
    void aStripOutOfItsBoundsStopsTheStart(int frames) {
        assertThatThrownBy(() -> new DrawFrames(ISSUER, () -> frames)).hasMessageContaining("doorway.frames.strip");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void aStripWithinItsBoundsIsAccepted(int frames) {
        assertThatCode(() -> new DrawFrames(ISSUER, () -> frames)).doesNotThrowAnyException();
    }
}
