package io.doorway.approval.account.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.operator.OperatorTokens;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A refused call of administration is an event like every other refusal. It names the operator only if the token's signature is valid. */
@ApprovalServiceTest
class RefusedOperatorsTest {

    private static final OperatorTokens TOKENS = OperatorTestResource.tokens();

    @Test
    void aRefusedOperatorIsAnEventThatNamesTheTokenIfItsSignatureIsValid() {
        String withoutRole = UUID.randomUUID().toString();
        String ofAnotherAudience = UUID.randomUUID().toString();
        String expired = UUID.randomUUID().toString();
        Instant start = Instant.now();

        call(given().header("Authorization", OperatorTestResource.bearerSignedByAnotherKey("enrolment")), 401);
        call(given().header("Authorization", "Bearer not.a.jwt"), 401);
        call(given(), 401);
        call(token(ofAnotherAudience, Map.of("aud", "another")), 401);
        call(token(withoutRole, Map.of("groups", "security")), 403);
        long anHourAgo = Instant.now().getEpochSecond() - 3600;
        call(token(expired, Map.of("iat", anHourAgo - 600, "exp", anHourAgo)), 401);

        assertThat(refusalsSince(start, 6))
                .map(AttemptRefused.class::cast)
                .extracting(event -> event.reason() + " " + event.operatorToken() + " " + event.operator())
                .containsExactlyInAnyOrder(
                        RefusalReason.WRONG_TOKEN + " null null",
                        RefusalReason.WRONG_TOKEN + " null null",
                        RefusalReason.TOKEN_REQUIRED + " null null",
                        RefusalReason.WRONG_TOKEN + " " + ofAnotherAudience + " operator",
                        RefusalReason.WRONG_ROLE + " " + withoutRole + " operator",
                        RefusalReason.EXPIRED + " " + expired + " operator");
    }

    private static RequestSpecification token(String id, Map<String, Object> changes) {
        Map<String, Object> claims = TOKENS.claims("enrolment");
        claims.put("jti", id);
        claims.putAll(changes);
        return given().auth().oauth2(TOKENS.sign(OperatorTokens.TYPE, claims));
    }

    private static void call(RequestSpecification request, int status) {
        request.get("/admin/accounts/somebody/devices").then().statusCode(status);
    }

    /** The refused calls of administration, when there are so many. */
    private static List<Event> refusalsSince(Instant start, int expected) {
        return TopicReader.events(
                Topics.REFUSALS,
                expected,
                event -> event instanceof AttemptRefused refused
                        && refused.attempt() == Attempt.ADMINISTER
                        && !refused.at().isBefore(start));
    }
}
