package io.doorway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.ChallengeStoreConformance;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreConformance.StoreUnderTest;
import io.doorway.store.StoreUnavailableException;
import io.doorway.testkit.login.SampleLogin;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The conformance suite on a Redis server, which is restarted, and the properties of the Redis implementation. */
class RedisChallengeStoreTest extends ChallengeStoreConformance {

    private static RedisStoreUnderTest redis;

    @BeforeAll
    static void startRedis() {
        redis = new RedisStoreUnderTest();
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
    void aFlushedScriptIsLoadedAgain() {
        Transition<Created> creation = SampleLogin.creation(now());
        await(store().create(creation));

        redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH"));

        assertThat(await(store().load(creation.next().id()))).isPresent();
        assertThat(await(store().create(SampleLogin.creation(now())))).isInstanceOf(CommitResult.Committed.class);
    }

    @Test
    void aRecordExpiresTenMinutesAfterItsChallenge() {
        Transition<Created> creation = SampleLogin.creation(now());
        await(store().create(creation));
        long open = timeToLive(creation.next().id());
        await(store().load(creation.next().id())
                .chain(found -> store().commit(
                                found.orElseThrow(),
                                creation.next()
                                        .cancel(Canceller.BROWSER, found.get().now()),
                                Fence.NONE)));

        long ended = timeToLive(creation.next().id());

        assertThat(Duration.ofMillis(open)).isBetween(Duration.ofSeconds(650), Duration.ofSeconds(660));
        assertThat(Duration.ofMillis(ended)).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));
    }

    @Test
    void theDeadlineOfAnExpiredRecordIsRemoved() {
        Transition<Created> creation = SampleLogin.creation(now().minusSeconds(3600));
        ChallengeId id = creation.next().id();

        await(store().create(creation));

        assertThat(await(store().load(id))).isEmpty();
        assertThat(await(store().overdueChallenges(id.bucket(), 1000))).doesNotContain(id);
        assertThat(redis.send(Request.cmd(Command.ZSCORE)
                        .arg(RedisKeys.deadlines(id.bucket()))
                        .arg(id.value())))
                .isNull();
    }

    @Test
    void anUnavailableServerIsAFailure() {
        Transition<Created> creation = SampleLogin.creation(now());
        await(store().create(creation));

        redis.whileDown(() -> {
            assertThatThrownBy(() -> await(store().load(creation.next().id())))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> await(store().create(SampleLogin.creation(Instant.now()))))
                    .isInstanceOf(StoreUnavailableException.class);
        });
    }

    @Test
    void aHangingServerIsAFailureAfterTwoSeconds() {
        Instant before = Instant.now();

        redis.whileHanging(() -> assertThatThrownBy(() -> await(store().load(SampleLogin.newId())))
                .isInstanceOf(StoreUnavailableException.class));

        assertThat(Duration.between(before, Instant.now())).isLessThan(TIMEOUT);
    }

    @Test
    void aScriptOfAServicePublishesThroughTheSameOutbox() {
        RedisScript redeem = RedisScript.of(RedisChallengeStoreTest.class, "redeem.lua");
        List<String> keys = List.of(RedisKeys.inBucket(5, "code:1"), RedisKeys.outbox(5));
        EventRecord event = new EventRecord(Topics.SESSIONS, "session-1", "{}", "k.mac", null);
        List<String> args = RedisOutbox.arguments(event);

        String id = await(redeem.run(redis.calls(), keys, args)).toString();

        assertThat(await(redeem.run(redis.calls(), keys, args))).isNull();
        OutboxEntry entry = new OutboxEntry(5, id, event);
        assertThat(await(outbox().entries(5, List.of(id)))).containsExactly(entry);
        await(outbox().remove(5, List.of(entry)));
        assertThat(await(outbox().entries(5, List.of(id)))).isEmpty();
    }

    @Test
    void keysOfOneChallengeAreInOneSlot() {
        ChallengeId id = SampleLogin.newId();
        String tag = "{b%02d}:".formatted(id.bucket());

        List<String> keys = List.of(
                RedisKeys.challenge(id),
                RedisKeys.outbox(id.bucket()),
                RedisKeys.deadlines(id.bucket()),
                RedisKeys.lease(id.bucket()));

        assertThat(keys).allSatisfy(key -> assertThat(key).startsWith(tag));
    }

    private static long timeToLive(ChallengeId id) {
        return redis.send(Request.cmd(Command.PTTL).arg(RedisKeys.challenge(id)))
                .toLong();
    }
}
