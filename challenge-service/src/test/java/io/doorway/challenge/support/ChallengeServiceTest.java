package io.doorway.challenge.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.login.ticket.LoginTickets;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeStore;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.RedisTestResource;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;

/** Pages with tickets, and the challenges in the store. */
@WithTestResource(RedisTestResource.class)
@WithTestResource(KafkaTestResource.class)
public abstract class ChallengeServiceTest {

    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    public LoginTickets tickets;

    @Inject
    public ChallengeStore store;

    /** A page with a new ticket. */
    public final TestPage page() {
        return TestPage.open(tickets);
    }

    /** The id of a new challenge of the page. */
    public static String created(TestPage page) {
        return created(page.create());
    }

    /** The id of the created challenge. */
    public static String created(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("challenge_id");
    }

    /** The challenge in the store. */
    public final Challenge load(String id) {
        return store.load(new ChallengeId(id))
                .await()
                .atMost(TIMEOUT)
                .orElseThrow()
                .challenge();
    }

    /** The browser of the created challenge. */
    public final Browser browserOf(Response answer) {
        return load(created(answer)).loginRequest().browser();
    }

    public static void assertProblem(Response answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:doorway:problem:" + name);
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    }
}
