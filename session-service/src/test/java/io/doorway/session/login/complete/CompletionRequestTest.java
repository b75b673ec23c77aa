package io.doorway.session.login.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.BrowserConfirmation.ReturnNonce;
import io.doorway.protocol.secret.SecretText;
import io.doorway.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionRequestTest {

    private static final String NONCE = "AAAAAAAAAAAAAAAAAAAAAA";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "{}", "{\"code\": null}"})
    void anEmptyBodyHasNoConfirmation(String body) {
        assertThat(CompletionRequest.parse(body)).isEqualTo(CompletionRequest.EMPTY);
    }

    @Test
    void aCodeMatchesOnlyTheSameCode() {
        CompletionRequest code = CompletionRequest.parse("{\"code\": \"012345\"}");

        assertThat(code.matches(ConfirmationCode.of(SecretText.of("012345")))).isTrue();
        assertThat(code.matches(ConfirmationCode.of(SecretText.of("012346")))).isFalse();
        assertThat(code.matches(new ReturnNonce(SecretText.of("012345")))).isFalse();
        assertThat(code.toString()).doesNotContain("012345");
    }

    @Test
    void aReturnNonceMatchesOnlyTheSameNonce() {
        CompletionRequest nonce = CompletionRequest.parse("{\"return_nonce\": \"" + NONCE + "\"}");

        assertThat(nonce.matches(new ReturnNonce(SecretText.of(NONCE)))).isTrue();
        assertThat(nonce.matches(new ReturnNonce(SecretText.of(NONCE.replace('A', 'B')))))
                .isFalse();
        assertThat(CompletionRequest.EMPTY.matches(new ReturnNonce(SecretText.of(NONCE))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "[]",
                "null",
                "\"123456\"",
                "{\"code\": 123456}",
                "{\"code\": \"\"}",
                "{\"code\": \"12345\"}",
                "{\"code\": \"1234567\"}",
                "{\"code\": \"12345a\"}",
                "{\"code\": \" 123456\"}",
                "{\"code\": \"\\u0661\\u0662\\u0663\\u0664\\u0665\\u0666\"}",
                "{\"code\": [\"123456\"]}",
                "{\"code\": \"123456\", \"code\": \"123457\"}",
                "{\"code\": \"123456\"} {}",
                "{\"code\": \"123456\", \"colour\": \"red\"}",
                "{\"code\": \"123456\", \"return_nonce\": \"AAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"return_nonce\": \"short\"}",
                "{\"return_nonce\": \"AAAAAAAAAAAAAAAAAAAAA=\"}"
            })
    void aMalformedBodyIsRefused(String body) {
        assertThatThrownBy(() -> CompletionRequest.parse(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }
}
