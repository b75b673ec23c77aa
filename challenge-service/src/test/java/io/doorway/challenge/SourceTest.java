package io.doorway.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.ticket.LoginTickets;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.ChallengeStore;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithRedis;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom this service believes about where a request comes from. The test's own address is a trusted proxy's. */
@QuarkusTest
@WithTestResource(WithRedis.class)
@WithTestResource(WithKafka.class)
class SourceTest {

    @Inject
    LoginTickets tickets;

    @Inject
    ChallengeStore store;

    @Test
    void theTrustedProxySaysWhoAsked() {
        assertThat(browserOf(page().createFrom("198.18.5.9"))).isEqualTo("198.18.5.9");
        assertThat(browserOf(page().createFrom("2001:db8::9"))).isEqualTo("2001:db8::9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.18.5.9, 127.0.0.1", "198.18.5.9,198.51.100.1", "unknown", "_hidden", "bank.example"})
    void aSourceThatIsNotOneAddressIsRefused(String forwarded) {
        assertUnknownSource(page().createFrom(forwarded));
    }

    @Test
    void aProxyThatAddsItsHeaderToTheClientsIsRefused() {
        assertUnknownSource(page().createWith("X-Forwarded-For", "198.18.5.9", "198.51.100.1"));
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
    void noOtherHeaderChangesAnything(String header, String value) {
        Response answer = page().createWith(header, value);

        assertThat(browserOf(answer)).isEqualTo("127.0.0.1");
        assertThat(answer.header("Location"))
                .isEqualTo(Page.ISSUER + "/challenges/" + answer.jsonPath().getString("challenge_id"));
        assertThat(answer.headers().toString() + answer.asString()).doesNotContain("evil", "198.18.5.9", ":666");
    }

    private Page page() {
        return Page.loaded(tickets);
    }

    private String browserOf(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return store.load(new ChallengeId(answer.jsonPath().getString("challenge_id")))
                .await()
                .atMost(Duration.ofSeconds(10))
                .orElseThrow()
                .challenge()
                .asked()
                .browser()
                .ip();
    }

    private static void assertUnknownSource(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:doorway:problem:unknown-source");
    }
}
