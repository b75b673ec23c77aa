package io.doorway.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void aProblemIsWhatRfc9457Says() throws JsonProcessingException {
        String json = new ObjectMapper().writeValueAsString(Problem.challengeNotFound());

        assertThat(json)
                .isEqualTo(
                        "{\"type\":\"urn:doorway:problem:challenge-not-found\",\"title\":\"Challenge not found\",\"status\":404,"
                                + "\"detail\":\"There is no such challenge here. Start again from the website.\"}");
    }
}
