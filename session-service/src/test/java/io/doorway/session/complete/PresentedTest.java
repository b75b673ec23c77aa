package io.doorway.session.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.edge.problem.ProblemException;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.secret.SecretText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTest {

    private static final String NONCE = "AAAAAAAAAAAAAAAAAAAAAA";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "{}", "{\"code\": null}"})
    void nothing(String body) {
        assertThat(Presented.in(body)).isEqualTo(Presented.NOTHING);
    }

    @Test
    void aCodeFitsTheSameCodeAlone() {
        Presented code = Presented.in("{\"code\": \"012345\"}");

        assertThat(code.matches(new Handover(Check.TYPED_CODE, SecretText.of("012345"), 3)))
                .isTrue();
        assertThat(code.matches(new Handover(Check.TYPED_CODE, SecretText.of("012346"), 3)))
                .isFalse();
        assertThat(code.matches(new Handover(Check.RETURN, SecretText.of("012345"), 3)))
                .isFalse();
        assertThat(code.toString()).doesNotContain("012345");
    }

    @Test
    void aNonceFitsTheSameNonceAlone() {
        Presented nonce = Presented.in("{\"return_nonce\": \"" + NONCE + "\"}");

        assertThat(nonce.matches(new Handover(Check.RETURN, SecretText.of(NONCE), 3)))
                .isTrue();
        assertThat(nonce.matches(new Handover(Check.RETURN, SecretText.of(NONCE.replace('A', 'B')), 3)))
                .isFalse();
        assertThat(Presented.NOTHING.matches(new Handover(Check.RETURN, SecretText.of(NONCE), 3)))
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
    void whatCanBeNeitherIsRefused(String body) {
        assertThatThrownBy(() -> Presented.in(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }
}
