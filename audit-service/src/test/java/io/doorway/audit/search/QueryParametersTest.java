package io.doorway.audit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.web.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"-1000000000-01-01T00:00:00Z", "-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "2026", "-"})
    void aTimeThatIsNotOfRfc3339IsRefused(String time) {
        assertThatThrownBy(() -> QueryParameters.instant("from", time))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().type()).asString().contains("invalid-parameter");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "2026-11-21T18:30:00Z", "9999-12-31T23:59:59.999Z"})
    void anyTimeOfRfc3339IsRead(String time) {
        assertThat(QueryParameters.instant("from", time)).isEqualTo(Instant.parse(time));
    }
}
