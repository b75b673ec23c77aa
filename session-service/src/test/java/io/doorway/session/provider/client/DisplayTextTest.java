package io.doorway.session.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"Harbour Rail", "مرحبا", "港湾銀行", "👩‍👧‍👦", "❤️", "Gift 🎁", "👩🏽‍🚀"})
    void anyScriptAndEmojiAreAccepted(String text) {
        assertThat(DisplayText.isPlain(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1\u200D0", "a\uFE0Fb", "👩\u200D", "👩\u200Da", "\u200D👩", "\u202Eyap", "\u200B"})
    void whatHidesOrReordersTextIsRefused(String text) {
        assertThat(DisplayText.isPlain(text)).isFalse();
    }

    @Test
    void aLimitCountsCodePoints() {
        assertThat(DisplayText.isPlain("🎁".repeat(10), 10)).isTrue();
        assertThat(DisplayText.isPlain("🎁".repeat(11), 10)).isFalse();
    }
}
