package io.doorway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCheckTest {

    private static final Map<String, Integer> COMPLETE = Map.of(
            "ChallengeCreated", 1,
            "ChallengeScanned", 1,
            "ChallengeApproved", 1,
            "ChallengeConsumed", 1,
            "TokensIssued", 1);

    @Test
    void eachTransitionOnceIsComplete() {
        assertThat(AuditCheck.isComplete(COMPLETE)).isTrue();
    }

    @Test
    void whatIsKnownBesidesTheLoginMayBeThereOnce() {
        assertThat(AuditCheck.isComplete(with("BrowserRemembered", 1))).isTrue();
        assertThat(AuditCheck.isComplete(with("BrowserRemembered", 2))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ChallengeCancelled",
                "ChallengeExpired",
                "CodeReplayed",
                "LoginDisowned",
                "AttemptRefused",
                "Unknown"
            })
    void anotherEndOrARefusalOrAnUnknownEventIsADeviation(String type) {
        assertThat(AuditCheck.isComplete(with(type, 1))).isFalse();
    }

    @Test
    void aMissingAndADoubleTransitionAreDeviations() {
        assertThat(AuditCheck.isComplete(with("ChallengeConsumed", 2))).isFalse();
        Map<String, Integer> missing = new HashMap<>(COMPLETE);
        missing.remove("TokensIssued");
        assertThat(AuditCheck.isComplete(missing)).isFalse();
    }

    private static Map<String, Integer> with(String type, int count) {
        Map<String, Integer> found = new HashMap<>(COMPLETE);
        found.put(type, count);
        return found;
    }
}
