package io.doorway.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.ticket.LoginTickets;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.ChallengeStore;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithRedis;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;

/** Pages with tickets at the service, and what it then has in its store. */
@WithTestResource(WithRedis.class)
@WithTestResource(WithKafka.class)
abstract class ServiceTest {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    LoginTickets tickets;

    @Inject
    ChallengeStore store;

    /** A page with a ticket that nobody has used. */
    final Page page() {
        return Page.loaded(tickets);
    }

    /** The id of a new challenge of the page. */
    static String created(Page page) {
        return created(page.create());
    }

    /** The id of the challenge that was given. */
    static String created(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("challenge_id");
    }

    /** The challenge as the store has it. */
    final Challenge load(String id) {
        return store.load(new ChallengeId(id))
                .await()
                .atMost(PATIENCE)
                .orElseThrow()
                .challenge();
    }

    /** What is known of the browser that was given a challenge. */
    final Browser browserOf(Response answer) {
        return load(created(answer)).asked().browser();
    }

    static void assertProblem(Response answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:doorway:problem:" + name);
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    }
}
