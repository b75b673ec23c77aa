package io.doorway.challenge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.challenge.support.ChallengeServiceTest;
import io.doorway.challenge.support.TestPage;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The source of a request behind a proxy. The address of the test is a trusted proxy. */
@QuarkusTest
class ForwardedAddressTest extends ChallengeServiceTest {

    @Test
    void theTrustedProxyDeterminesTheSource() {
        assertThat(browserOf(page().createFrom("198.18.5.9")).ip()).isEqualTo("198.18.5.9");
        assertThat(browserOf(page().createFrom("2001:db8::9")).ip()).isEqualTo("2001:db8::9");
    }

    @Test
    void whatAClientWroteBeforeTheTrustedProxyIsIgnored() {
        assertThat(browserOf(page().createFrom("198.18.5.9, 198.19.20.4, 127.0.0.1"))
                        .ip())
                .isEqualTo("198.19.20.4");
        assertThat(browserOf(page().createWith("X-Forwarded-For", "198.18.5.9", "[2001:db8::9]:443"))
                        .ip())
                .isEqualTo("2001:db8::9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":80", ", 198.18.5.9", "198.18.5.9,", "unknown", "_hidden", "bank.example"})
    void aHeaderThatDoesNotStateTheClientIsRefused(String forwarded) {
        assertProblem(page().createFrom(forwarded), 400, "unknown-source");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Host               | evil.example
                    X-Forwarded-Host   | evil.example
                    X-Forwarded-Server | evil.example
                    X-Forwarded-Proto  | https
                    X-Forwarded-Port   | 666
                    X-Forwarded-Prefix | /evil
                    X-Forwarded-Ssl    | on
                    X-Original-URL     | /evil
                    X-Real-IP          | 198.18.5.9
                    True-Client-IP     | 198.18.5.9
                    CF-Connecting-IP   | 198.18.5.9
                    Forwarded          | for=198.18.5.9;host=evil.example;proto=https
                    """)
    void noOtherHeaderChangesTheSource(String header, String value) {
        Response answer = page().createWith(header, value);

        assertThat(browserOf(answer).ip()).isEqualTo("127.0.0.1");
        assertThat(answer.header("Location"))
                .isEqualTo(TestPage.ISSUER + "/challenges/" + answer.jsonPath().getString("challenge_id"));
        assertThat(answer.headers().toString() + answer.asString()).doesNotContain("evil", "198.18.5.9", ":666");
    }
}
