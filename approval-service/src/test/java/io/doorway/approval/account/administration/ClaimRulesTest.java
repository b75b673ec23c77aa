package io.doorway.approval.account.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud83d", "\u202Eenohpi ym", "a\u2066b", "a\nb"})
    void textThatCannotBeShownIsRefusedByName(String text) {
        assertThat(ClaimRules.error(Map.of("name", text)))
                .hasValueSatisfying(error -> assertThat(error).startsWith("claims.name:"));
        assertThat(ClaimRules.error(Map.of("address", Map.of("locality", text + "\u0000"))))
                .isPresent();
        assertThat(ClaimRules.error(Map.of("groups", List.of(text + "\u0000")))).isPresent();
    }

    @Test
    void claimsOfOpenIdConnectHaveTypes() {
        assertThat(ClaimRules.error(Map.of("name", 5))).isPresent();
        assertThat(ClaimRules.error(Map.of("email", Map.of("a", 1)))).isPresent();
        assertThat(ClaimRules.error(Map.of("email_verified", "true"))).isPresent();
        assertThat(ClaimRules.error(Map.of("updated_at", "yesterday"))).isPresent();
        assertThat(ClaimRules.error(Map.of("address", "a street"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "❤️‍🔥", "اسم", "நான்", "Zoë"})
    void namesOfAnyScriptAndEmojiAreAccepted(String name) {
        assertThat(ClaimRules.error(Map.of("name", name))).isEmpty();
    }

    @Test
    void otherClaimsHaveAnyType() {
        assertThat(ClaimRules.error(Map.of(
                        "email_verified",
                        true,
                        "updated_at",
                        1_700_000_000,
                        "address",
                        Map.of("formatted", "1 Street\nTown"),
                        "department",
                        Map.of("floor", 3, "rooms", List.of("a", "b")))))
                .isEmpty();
    }
}
