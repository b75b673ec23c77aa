package io.doorway.session.support;

import static io.restassured.RestAssured.given;

import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The client {@code till} of {@link ProviderUnderTest}, and the phone of the account that it asks, as approval-service decides for it. */
@ApplicationScoped
public class BackchannelClient {
    public static final String GRANT = "urn:openid:params:grant-type:ciba";

    private final Transitions transitions;
    private final ChallengeStore store;
    private final RedisCalls redis;

    public BackchannelClient(Transitions transitions, ChallengeStore store, RedisCalls redis) {
        this.transitions = transitions;
        this.store = store;
        this.redis = redis;
    }

    /** A request with the client's credentials. */
    public static RequestSpecification till() {
        return client("till");
    }

    /** The same, of another client that has this secret. */
    public static RequestSpecification client(String id) {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .auth()
                .preemptive()
                .basic(id, ProviderUnderTest.BANK_SECRET);
    }

    /** Asks the account for a login, with more parameters or other ones. */
    public static Response ask(AccountId account, Map<String, String> parameters) {
        return ask(till(), account, parameters);
    }

    /** The same, of a client. */
    public static Response ask(RequestSpecification request, AccountId account, Map<String, String> parameters) {
        if (!parameters.containsKey("scope")) {
            request.formParam("scope", "openid profile");
        }
        if (parameters.keySet().stream().noneMatch(name -> name.contains("hint"))) {
            request.formParam("login_hint", account.value());
        }
        return request.formParams(parameters).post("/oauth2/bc-authorize");
    }

    /** A request that was accepted. */
    public static JsonPath asked(AccountId account) {
        return ask(account, Map.of("binding_message", "K7 at till 4"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static Response poll(JsonPath asked) {
        return poll(till(), asked.getString("auth_req_id"));
    }

    public static Response poll(RequestSpecification client, String requestId) {
        return client.formParam("grant_type", GRANT)
                .formParam("auth_req_id", requestId)
                .post("/oauth2/token");
    }

    public static ChallengeId challengeOf(JsonPath asked) {
        return new ChallengeId(asked.getString("auth_req_id").split("\\.")[0]);
    }

    /** The challenge as the store returns it now. */
    public Challenge stored(JsonPath asked) {
        return store.load(challengeOf(asked))
                .await()
                .indefinitely()
                .orElseThrow()
                .challenge();
    }

    public void open(JsonPath asked, AccountId account) {
        change(
                asked,
                snapshot -> ((Created) snapshot.challenge())
                        .scan(
                                new Scan(
                                        TestChallenges.credentialOf(account),
                                        account,
                                        FrameSource.LIST,
                                        new RiskAssessment(false, List.of(), Check.NONE, true),
                                        snapshot.now()),
                                null));
    }

    public void approve(JsonPath asked, AccountId account) {
        open(asked, account);
        change(
                asked,
                snapshot -> ((Scanned) snapshot.challenge())
                        .approve(
                                new Approval(
                                        "transcript-hash",
                                        Acr.PASSKEY,
                                        List.of("pop", "mfa"),
                                        TestChallenges.CLAIMS,
                                        snapshot.now()),
                                null));
    }

    public void reject(JsonPath asked, AccountId account) {
        open(asked, account);
        change(asked, snapshot -> ((Scanned) snapshot.challenge()).reject(RejectReason.CHANGED_MIND, snapshot.now()));
    }

    /** Its deadline is in the past for the store, whose clock decides. */
    public void expire(JsonPath asked) {
        ChallengeId id = challengeOf(asked);
        redis.send(Request.cmd(Command.HSET)
                        .arg(RedisKeys.inBucket(id.bucket(), "challenge:" + id.value()))
                        .arg("deadline")
                        .arg("1"))
                .await()
                .indefinitely();
        change(asked, snapshot -> ((Open) snapshot.challenge()).expire(snapshot.now()));
    }

    /** The next poll comes at the time of the last one, however slow the machine is. */
    public void stopIntervalOf(JsonPath asked) {
        setLastPoll(asked, Instant.now().plus(Duration.ofHours(1)));
    }

    /** The next poll comes long after the last one. */
    public void endIntervalOf(JsonPath asked) {
        setLastPoll(asked, Instant.EPOCH);
    }

    private void setLastPoll(JsonPath asked, Instant at) {
        redis.send(Request.cmd(Command.HSET).arg(polls(asked)).arg("polled").arg(Long.toString(at.toEpochMilli())))
                .await()
                .indefinitely();
    }

    /** The key of the record of the polls. */
    public static String polls(JsonPath asked) {
        ChallengeId id = challengeOf(asked);
        return RedisKeys.inBucket(id.bucket(), "backchannel-poll:" + id.value());
    }

    private void change(JsonPath asked, Function<ChallengeSnapshot, Transition<?>> decide) {
        transitions
                .change(
                        challengeOf(asked),
                        Fence.NONE,
                        snapshot -> new TransitionDecision.Change<>(decide.apply(snapshot), true))
                .await()
                .indefinitely();
    }
}
