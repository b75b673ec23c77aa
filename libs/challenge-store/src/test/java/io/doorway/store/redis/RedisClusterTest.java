package io.doorway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.servers.RedisCluster;
import io.doorway.servers.RedisServer;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.ChallengeStoreConformance;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxConformance;
import io.doorway.store.StoreConformance.StoreUnderTest;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/** The conformance suites of the store and of the outbox on a Redis Cluster of three masters, and the promotion of a replica. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class RedisClusterTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final RedisCluster CLUSTER = new RedisCluster();
    private static final Vertx VERTX = Vertx.vertx();
    private static RedisCalls calls;

    @BeforeAll
    static void startCluster() {
        CLUSTER.start();
        RedisOptions options = new RedisOptions().setType(RedisClientType.CLUSTER);
        CLUSTER.urls().forEach(options::addConnectionString);
        calls = new RedisCalls(VERTX, options);
    }

    @AfterAll
    static void stopCluster() {
        calls.close();
        VERTX.closeAndAwait();
        CLUSTER.close();
    }

    @Nested
    class ChallengesOnACluster extends ChallengeStoreConformance {

        @Override
        protected StoreUnderTest subject() {
            return new Cluster();
        }
    }

    @Nested
    class OutboxOnACluster extends OutboxConformance {

        @Override
        protected StoreUnderTest subject() {
            return new Cluster();
        }
    }

    @Nested
    class ConditionsOnACluster extends ConditionsConformance {

        @Override
        protected StoreUnderTest subject() {
            return new Cluster();
        }

        @Override
        protected RedisCalls calls() {
            return calls;
        }

        @Override
        protected void forgetScripts() {
            CLUSTER.forgetScripts();
        }
    }

    /** After the others, which restart the cluster: a master that has been promoted can take a minute to end. */
    @Nested
    @Order(Integer.MAX_VALUE)
    class Promotion {

        /** The challenges of the lost master are refused until its replica is promoted, and those begun before are fenced afterwards. */
        @Test
        void afterThePromotionOfAReplicaNewLoginsSucceedAndEarlierOnesAreRefused() {
            ChallengeStore store = new Cluster().store();
            List<ChallengeSnapshot> before = challengesOfAllBuckets(store);
            RedisServer lost = CLUSTER.firstMaster();
            lost.kill();
            try {
                CLUSTER.awaitPromotion();
                Awaitility.await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
                    challengesOfAllBuckets(store);
                    return true;
                });

                List<ChallengeSnapshot> ofLostMaster = before.stream()
                        .filter(challenge -> !isInSameStore(store, challenge))
                        .toList();
                assertThat(ofLostMaster).isNotEmpty().hasSizeLessThan(before.size());
                assertThat(before)
                        .allSatisfy(challenge -> assertThat(scan(store, challenge) instanceof CommitResult.Committed)
                                .isNotEqualTo(ofLostMaster.contains(challenge)));
            } finally {
                lost.start();
                CLUSTER.awaitComplete();
            }
        }
    }

    private static List<ChallengeSnapshot> challengesOfAllBuckets(ChallengeStore store) {
        List<ChallengeSnapshot> challenges = new ArrayList<>();
        Set<Integer> buckets = new HashSet<>();
        while (buckets.size() < ChallengeId.BUCKETS) {
            Transition<Created> creation = SampleLogin.creation(await(store.now()));
            ChallengeId id = creation.next().id();
            if (buckets.add(id.bucket())) {
                await(store.create(creation));
                challenges.add(load(store, id));
            }
        }
        return challenges;
    }

    /** Whether no promotion has changed the store since the challenge was created. */
    private static boolean isInSameStore(ChallengeStore store, ChallengeSnapshot challenge) {
        return await(store.load(challenge.challenge().id()))
                .map(ChallengeSnapshot::sameStore)
                .orElse(false);
    }

    private static ChallengeSnapshot load(ChallengeStore store, ChallengeId id) {
        return await(store.load(id)).orElseThrow();
    }

    private static CommitResult scan(ChallengeStore store, ChallengeSnapshot challenge) {
        Created created = (Created) challenge.challenge();
        return await(store.commit(
                challenge, created.scan(SampleLogin.scan(challenge.now()), "198.51.100.7"), Fence.SAME_STORE));
    }

    private static <T> T await(Uni<T> call) {
        return call.await().atMost(TIMEOUT);
    }

    private static final class Cluster implements StoreUnderTest {

        @Override
        public ChallengeStore store() {
            return new RedisChallengeStore(calls, SampleEventKeys.signer());
        }

        @Override
        public Outbox outbox() {
            return new RedisOutbox(calls);
        }

        @Override
        public void restart() {
            CLUSTER.restart();
            Awaitility.await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
                await(store().overdueBuckets());
                return true;
            });
        }
    }
}
