package io.doorway.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @Test
    void aProblemHasTheMembersOfRfc9457() throws JsonProcessingException {
        String json = new ObjectMapper().writeValueAsString(Problem.challengeNotFound());

        assertThat(json)
                .isEqualTo(
                        "{\"type\":\"urn:doorway:problem:challenge-not-found\",\"title\":\"Challenge not found\",\"status\":404,"
                                + "\"detail\":\"There is no such challenge here. Start again from the website.\"}");
    }

    @ParameterizedTest
    @CsvSource({"PT0.000001S, 1", "PT1S, 1", "PT1.000001S, 2", "PT59.5S, 60"})
    void theTimeToWaitIsInWholeSecondsRoundedUp(Duration wait, String seconds) {
        assertThat(Problem.tooManyRequests(wait).retryAfter()).isEqualTo(Long.parseLong(seconds));
        assertThat(Problem.tooManyRequests(wait).detail()).contains(seconds);
    }
}
