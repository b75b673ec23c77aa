package io.doorway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.event.Topics;
import io.doorway.store.ChallengeStoreConformance;
import io.doorway.store.Commit;
import io.doorway.store.Fence;
import io.doorway.store.Logins;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.StoreUnderTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real server, which is really restarted. */
class RedisChallengeStoreTest extends ChallengeStoreConformance {

    private static LiveRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = new LiveRedis();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    protected StoreUnderTest subject() {
        return redis;
    }

    @Test
    void aServerThatForgotTheScriptsIsTaughtThemAgain() {
        Decision<Created> decision = Logins.created(now());
        await(store().create(decision));

        redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH"));

        assertThat(await(store().load(decision.next().id()))).isPresent();
        assertThat(await(store().create(Logins.created(now())))).isInstanceOf(Commit.Done.class);
    }

    @Test
    void everyKeyEndsSomeTimeAfterItsChallenge() {
        Decision<Created> decision = Logins.created(now());
        await(store().create(decision));
        long open = timeToLive(decision.next().id());
        await(store().load(decision.next().id())
                .chain(found -> store().commit(
                                found.orElseThrow(),
                                decision.next()
                                        .cancel(Canceller.BROWSER, found.get().now()),
                                Fence.NONE)));

        long terminal = timeToLive(decision.next().id());

        assertThat(Duration.ofMillis(open)).isBetween(Duration.ofSeconds(650), Duration.ofSeconds(660));
        assertThat(Duration.ofMillis(terminal)).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));
    }

    @Test
    void theDeadlineOfAForgottenChallengeIsForgottenToo() {
        Decision<Created> decision = Logins.created(now().minusSeconds(3600));
        ChallengeId id = decision.next().id();

        await(store().create(decision));

        assertThat(await(store().load(id))).isEmpty();
        assertThat(await(store().due(id.bucket(), 1000))).doesNotContain(id);
        assertThat(redis.send(Request.cmd(Command.ZSCORE)
                        .arg(Keys.deadlines(id.bucket()))
                        .arg(id.value())))
                .isNull();
    }

    @Test
    void aServerThatIsAwayIsAFailure() {
        Decision<Created> decision = Logins.created(now());
        await(store().create(decision));

        redis.whileAway(() -> {
            assertThatThrownBy(() -> await(store().load(decision.next().id())))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> await(store().create(Logins.created(Instant.now()))))
                    .isInstanceOf(StoreUnavailableException.class);
        });
    }

    @Test
    void aServerThatHangsIsAFailureInTwoSeconds() {
        Instant before = Instant.now();

        redis.whileHanging(() -> assertThatThrownBy(() -> await(store().load(Logins.someId())))
                .isInstanceOf(StoreUnavailableException.class));

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aScriptOfAServiceTellsThroughTheSameOutbox() {
        RedisScript redeem = RedisScript.of(RedisChallengeStoreTest.class, "redeem.lua");
        List<String> keys = List.of(Keys.in(5, "code:1"), Keys.outbox(5));
        List<String> args = List.of(Topics.SESSIONS, "session-1", "{}", "");

        String id = await(redeem.run(redis.calls(), keys, args)).toString();

        assertThat(await(redeem.run(redis.calls(), keys, args))).isNull();
        OutboxEntry entry = new OutboxEntry(5, id, Topics.SESSIONS, "session-1", "{}", null);
        assertThat(await(outbox().entries(5, List.of(id)))).containsExactly(entry);
        await(outbox().remove(5, List.of(entry)));
        assertThat(await(outbox().entries(5, List.of(id)))).isEmpty();
    }

    @Test
    void keysOfOneChallengeAreInOneSlot() {
        ChallengeId id = Logins.someId();
        String tag = "{b%02d}:".formatted(id.bucket());

        List<String> keys = List.of(
                Keys.challenge(id), Keys.outbox(id.bucket()), Keys.deadlines(id.bucket()), Keys.lease(id.bucket()));

        assertThat(keys).allSatisfy(key -> assertThat(key).startsWith(tag));
    }

    private static long timeToLive(ChallengeId id) {
        return redis.send(Request.cmd(Command.PTTL).arg(Keys.challenge(id))).toLong();
    }
}
