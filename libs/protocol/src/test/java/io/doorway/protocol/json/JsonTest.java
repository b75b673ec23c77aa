package io.doorway.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.Samples;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.StateName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonTest {

    @ParameterizedTest
    @EnumSource(StateName.class)
    void whatTheStoreReadsIsWhatItWrote(StateName state) {
        Challenge challenge = Samples.in(state);

        String json = Json.write(challenge);

        assertThat(Json.readChallenge(json)).isEqualTo(challenge);
        assertThat(json).startsWith("{\"state\":\"" + state.wireName() + "\"").doesNotContain("null");
    }

    @Test
    void theStoredScannedChallengeKeepsItsFrameKeyAndNoOtherSecret() {
        String json = Json.write(Samples.scanned());

        assertThat(json).contains("\"frame_key\":\"dGhlIGZyYW1lIGtleQ\"");
    }

    @Test
    void fromTheApprovalOnTheFrameKeyIsForgotten() {
        assertThat(Json.write(Samples.approved())).doesNotContain("frame_key");
    }

    @Test
    void whatCannotBeReadIsNotRepeated() {
        assertThatThrownBy(() -> Json.readChallenge("{\"state\":\"created\",\"frame_key\":\"the secret\"}"))
                .isInstanceOf(MalformedJsonException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Json.readEvent("{\"type\":\"Unheard\"}")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> Json.readEvent("")).isInstanceOf(MalformedJsonException.class);
    }
}
