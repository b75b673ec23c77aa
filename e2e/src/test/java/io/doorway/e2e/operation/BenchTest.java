package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.bench.BenchOptions;
import io.doorway.bench.BenchOptions.Profile;
import io.doorway.bench.BenchOptions.Think;
import io.doorway.bench.BenchRun;
import io.doorway.e2e.support.TestPlatform;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./doorway bench}, as small as it can be. */
class BenchTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void theBenchmarkMeasuresLoginsAndFindsEachInTheAuditOnce(Profile profile) throws Exception {
        BenchOptions options =
                new BenchOptions(0, 2, Duration.ZERO, 1, Duration.ofSeconds(4), 2, 0.5, Think.NONE, profile, false);

        boolean good = new BenchRun(
                        TestPlatform.platform().descriptor(), options, new PrintStream(OutputStream.nullOutputStream()))
                .run(true, out);

        String report = printed.toString(StandardCharsets.UTF_8);
        assertThat(good).as(report).isTrue();
        JsonNode json = new ObjectMapper().readTree(report);
        assertThat(json.get("logins").asInt()).isPositive();
        assertThat(json.at("/waiting/waiting browsers, least").asInt()).isEqualTo(2);
        for (String figure : new String[] {
            "logins~1s",
            "CPU ms, servers",
            "login p50, ms",
            "push p50, ms",
            "waits for Redis",
            "signatures verified",
            "waits for Kafka",
            "Redis reads",
            "Redis scripts",
            "produce requests",
            "SQL transactions"
        }) {
            assertThat(json.at("/figures/" + figure + "/median").asDouble())
                    .as(figure)
                    .isPositive();
        }
        assertThat(json.at("/memory/session-service").asDouble()).isPositive();
        assertThat(json.at("/processes/session-service/total/median").asDouble())
                .isPositive();
    }
}
