package io.doorway.session.provider.backchannel;

import static io.doorway.session.support.BackchannelClient.ask;
import static io.doorway.session.support.BackchannelClient.asked;
import static io.doorway.session.support.BackchannelClient.poll;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.doorway.login.backchannel.PendingRequests;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.support.BackchannelClient;
import io.doorway.session.support.FapiClient;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.session.support.RecordedRefusals;
import io.doorway.session.support.RecordedRefusals.RecordedRefusal;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that asks without need, or for what is another client's; and what its operator finds of it in the audit. */
@QuarkusTest
class BackchannelAbuseTest extends ProviderTest {
    /** Half of the default of all clients, rounded up. */
    private static final int PENDING_OF_ONE_CLIENT = 3;

    private static final int CONTENDERS = 64;
    private static final int AT_ONCE = 32;

    @Inject
    BackchannelClient phone;

    @Inject
    PendingRequests pendingRequests;

    @Inject
    RecordedRefusals refusals;

    @Inject
    RedisCalls redis;

    /** The account does not exist here at all, so that nothing can depend on it. */
    @Test
    void anAccountThatIsAskedTooOftenOrDoesNotWantToBeAskedIsNotAsked() {
        for (int i = 0; i < PENDING_OF_ONE_CLIENT; i++) {
            asked(account);
        }
        ask(account, Map.of()).then().statusCode(403).body("error", equalTo("access_denied"));
        RecordedRefusal refusal = refusals.latest("till");
        assertThat(refusal.attempt()).isEqualTo(Attempt.PUSH);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.RATE_LIMITED);
        assertThat(refusal.actor().account()).isEqualTo(account);
        assertThat(refusal.error().code()).isEqualTo("access_denied");

        AccountId other = new AccountId(account.value() + "-2");
        pendingRequests.suspend(other, new ClientId("till")).await().indefinitely();
        ask(other, Map.of()).then().statusCode(403).body("error", equalTo("access_denied"));
    }

    @Test
    void ofManyRequestsAtOnceNoMoreAreMadeThanTheBound() throws Exception {
        List<Integer> statuses = ConcurrentCalls.run(
                CONTENDERS, AT_ONCE, call -> ask(account, Map.of()).statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(PENDING_OF_ONE_CLIENT);
        assertThat(statuses).filteredOn(status -> status != 200).containsOnly(403);
        assertThat(pendingRequests.list(account).await().indefinitely()).hasSize(PENDING_OF_ONE_CLIENT);
    }

    @Test
    void aClientThatAsksTooOftenDoesNotKeepAnotherFromAsking() {
        for (int i = 0; i < PENDING_OF_ONE_CLIENT; i++) {
            asked(account);
        }

        ask(counter(), account, Map.of()).then().statusCode(200);
    }

    @Test
    void aRequestOfAnotherClientWithTheGrantIsNoneThatExists() {
        JsonPath asked = asked(account);
        phone.approve(asked, account);

        poll(counter(), asked.getString("auth_req_id")).then().statusCode(400).body("error", equalTo("invalid_grant"));

        assertThat(refusals.latest("counter").reason()).isEqualTo(RefusalReason.WRONG_CODE);
        assertThat(refusals.latest("counter").error().detail()).contains("another client's");
        poll(asked).then().statusCode(200);
    }

    @Test
    void aSecondUseRevokesWhatTheFirstOneGot() {
        JsonPath asked = asked(account);
        phone.approve(asked, account);
        String token = poll(asked).then().statusCode(200).extract().path("access_token");
        given().auth().oauth2(token).get("/oauth2/userinfo").then().statusCode(200);

        forgetPolls(asked);
        poll(asked).then().statusCode(400).body("error", equalTo("invalid_grant"));

        given().auth().oauth2(token).get("/oauth2/userinfo").then().statusCode(401);
    }

    @Test
    void whoPollsTooOftenHasToWaitLongerAndLonger() {
        JsonPath asked = asked(account);
        poll(asked).then().body("error", equalTo("authorization_pending"));
        phone.stopIntervalOf(asked);
        poll(asked).then().body("error", equalTo("slow_down"));
        phone.stopIntervalOf(asked);
        poll(asked).then().body("error", equalTo("slow_down"));

        assertThat(interval(asked)).isEqualTo("15000");
    }

    @Test
    void aRefusedRequestIsRecordedWithTheErrorThatAnsweredIt() {
        ask(account, Map.of("scope", "profile")).then().statusCode(400);
        assertRecorded("till", "invalid_scope", "openid");

        ask(account, Map.of("login_hint", "no account: spaces")).then().statusCode(400);
        assertRecorded("till", "unknown_user_id", "login_hint");

        new FapiClient("agency", issuer.uri())
                .authenticated()
                .formParam("scope", "openid")
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(400);
        assertRecorded("agency", "invalid_request", "send the parameter request");

        given().auth()
                .preemptive()
                .basic("bank", ProviderUnderTest.BANK_SECRET)
                .formParam("scope", "openid")
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(400);
        assertRecorded("bank", "unauthorized_client", "grant_types");
    }

    private void assertRecorded(String client, String error, String detail) {
        RecordedRefusal refusal = refusals.latest(client);
        assertThat(refusal.attempt()).isEqualTo(Attempt.PUSH);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_REQUEST);
        assertThat(refusal.error().code()).isEqualTo(error);
        assertThat(refusal.error().detail()).contains(detail);
    }

    private static RequestSpecification counter() {
        return BackchannelClient.client("counter");
    }

    /** As if the client had waited. */
    private void forgetPolls(JsonPath asked) {
        redis.send(Request.cmd(Command.DEL).arg(BackchannelClient.polls(asked)))
                .await()
                .indefinitely();
    }

    private String interval(JsonPath asked) {
        return redis.send(Request.cmd(Command.HGET)
                        .arg(BackchannelClient.polls(asked))
                        .arg("interval"))
                .await()
                .indefinitely()
                .toString();
    }
}
