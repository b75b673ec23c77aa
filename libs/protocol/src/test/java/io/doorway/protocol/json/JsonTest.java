package io.doorway.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.BrowserConfirmation.ReturnNonce;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.testkit.login.SampleLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonTest {

    @ParameterizedTest
    @EnumSource(StateName.class)
    void aChallengeIsReadAsItWasWritten(StateName state) {
        Challenge challenge = SampleLogin.in(state);

        String json = Json.write(challenge);

        assertThat(Json.readChallenge(json)).isEqualTo(challenge);
        assertThat(json).startsWith("{\"state\":\"" + state.wireName() + "\"").doesNotContain("null");
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void aStoredChallengeContainsTheFrameKey(StateName state) {
        String json = Json.write(SampleLogin.in(state));

        assertThat(json).contains("\"frame_key\":\"dGhlIGZyYW1lIGtleQ\"");
    }

    @Test
    void aReturnNonceIsReadAsItWasWritten() {
        Challenge approved = SampleLogin.scanned()
                .approve(SampleLogin.approval(), new ReturnNonce(SecretText.of("the nonce")))
                .next();

        assertThat(Json.readChallenge(Json.write(approved))).isEqualTo(approved);
    }

    @Test
    void theErrorDoesNotContainTheMalformedText() {
        assertThatThrownBy(() -> Json.readChallenge("{\"state\":\"created\",\"frame_key\":\"the secret\"}"))
                .isInstanceOf(MalformedJsonException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Json.readEvent("{\"type\":\"Unheard\"}")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> Json.readEvent("")).isInstanceOf(MalformedJsonException.class);
    }
}
