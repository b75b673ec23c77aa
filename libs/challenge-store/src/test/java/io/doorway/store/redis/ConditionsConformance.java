package io.doorway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.StoreConformance;
import io.doorway.store.StoreUnavailableException;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits that are made only if conditions hold, on one server and on a cluster. */
abstract class ConditionsConformance extends StoreConformance {

    protected static final Duration TTL = Duration.ofMinutes(10);

    /** Of the store, and of the requests. */
    protected abstract RedisCalls calls();

    /** Every server forgets its scripts, without losing a connection. */
    protected abstract void forgetScripts();

    private final Vertx vertx = Vertx.vertx();
    protected final String proof = "proof:" + UUID.randomUUID();
    protected ChallengeSnapshot created;

    @BeforeEach
    void createChallenge() {
        created = created();
    }

    @AfterEach
    void closeVertx() {
        vertx.closeAndAwait();
    }

    @Test
    void aCommitIsMadeIfItsConditionsHold() throws Exception {
        assertThat(inRequest(this::scanWithProof)).isEqualTo("committed");

        assertThat(load(created.challenge().id()).challenge().version()).isEqualTo(2);
        assertThat(eventsOf(created.challenge().id())).hasSize(2);
    }

    @Test
    void nothingIsCommittedIfAConditionDoesNotHold() throws Exception {
        await(flags().setIfAbsent(proof, TTL));

        assertThat(inRequest(this::scanWithProof)).isEqualTo("refused");

        assertThat(load(created.challenge().id()).challenge()).isEqualTo(created.challenge());
        assertThat(eventsOf(created.challenge().id())).hasSize(1);
    }

    /** What a refused request uses up does not depend on which of its conditions does not hold. */
    @Test
    void everyConditionIsChecked() throws Exception {
        await(flags().setIfAbsent(proof, TTL));
        String other = "proof:" + UUID.randomUUID();

        String result = inRequest(() -> Conditions.commit(
                Uni.combine()
                        .all()
                        .unis(flags().setIfAbsent(proof, TTL), flags().setIfAbsent(other, TTL))
                        .with((first, second) -> first ? Optional.empty() : Optional.of("refused, " + second)),
                this::scan));

        assertThat(result).isEqualTo("refused, true");
        assertThat(await(flags().isSet(other))).isTrue();
    }

    @Test
    void nothingIsCommittedIfAConditionFails() throws Exception {
        await(calls().send(Request.cmd(Command.SADD).arg(proof).arg("not a number")));
        RedisScript increment = RedisScript.condition(RedisCallsTest.class, "increment.lua");

        assertThatThrownBy(() -> inRequest(() -> Conditions.commit(
                        increment.run(calls(), List.of(proof), List.of()).replaceWith(Optional.<String>empty()),
                        this::scan)))
                .hasCauseInstanceOf(StoreUnavailableException.class);

        assertThat(load(created.challenge().id()).challenge().version()).isEqualTo(1);
    }

    /** What is no condition of the store cannot hold a commit back, so the request is refused, whatever the answer would be. */
    @Test
    void aConditionalCommitAmongOtherCallsIsNotSent() {
        assertThatThrownBy(() -> inRequest(() -> Conditions.commit(
                        calls().send(Request.cmd(Command.GET).arg(proof)).replaceWith(Optional.<String>empty()),
                        this::scan)))
                .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() ->
                        inRequest(() -> Conditions.commit(Uni.createFrom().item(Optional.<String>empty()), this::scan)))
                .hasCauseInstanceOf(StoreUnavailableException.class);

        assertThat(load(created.challenge().id()).challenge().version()).isEqualTo(1);
    }

    /** A condition that was decided before is not among the calls of the commit. */
    @Test
    void nothingIsCommittedIfAConditionIsKnownNotToHold() {
        Uni<Void> exceeded = Uni.createFrom().failure(new IllegalStateException("a limit is exceeded"));

        assertThatThrownBy(() -> inRequest(() -> Conditions.commit(
                        Uni.combine()
                                .all()
                                .unis(flags().setIfAbsent(proof, TTL), exceeded)
                                .with((first, nothing) -> Optional.<String>empty()),
                        this::scan)))
                .hasRootCauseMessage("a limit is exceeded");

        await(flags().isSet(proof));
        assertThat(load(created.challenge().id()).challenge().version()).isEqualTo(1);
    }

    @Test
    void aServerThatDoesNotKnowTheScriptsGetsTheirText() throws Exception {
        inRequest(this::scanWithProof);
        created = created();
        forgetScripts();

        assertThat(inRequest(() -> scanWith("proof:" + UUID.randomUUID()))).isEqualTo("committed");
    }

    /** Whichever of the two scripts a server does not know. */
    @Test
    void nothingIsCommittedIfAConditionDoesNotHoldAtAServerThatDoesNotKnowTheScripts() throws Exception {
        inRequest(this::scanWithProof);
        created = created();
        forgetScripts();

        assertThat(inRequest(this::scanWithProof)).isEqualTo("refused");

        assertThat(load(created.challenge().id()).challenge().version()).isEqualTo(1);
    }

    @Test
    void outsideOfARequestTheCommitFollowsTheConditions() {
        assertThat(await(scanWithProof())).isEqualTo("committed");
        assertThat(await(scanWithProof())).isEqualTo("refused");
    }

    @Test
    void ofAThousandRequestsWithOneProofExactlyOneCommits() {
        List<CompletableFuture<String>> all = IntStream.range(0, 1000)
                .mapToObj(i -> begin(this::scanWithProof))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).filter("committed"::equals))
                .hasSize(1);
        assertThat(eventsOf(created.challenge().id())).hasSize(2);
    }

    protected final Uni<String> scanWithProof() {
        return scanWith(proof);
    }

    protected final Uni<String> scanWith(String key) {
        return Conditions.commit(
                flags().setIfAbsent(key, TTL).map(first -> first ? Optional.empty() : Optional.of("refused")),
                this::scan);
    }

    protected final Uni<String> scan(Conditions.Mode mode) {
        var transition = state(created, Created.class).scan(SampleLogin.scan(created.now()), "198.51.100.7");
        return new RedisChallengeStore(calls(), SampleEventKeys.signer())
                .commit(created, transition, Fence.NONE, mode)
                .map(result -> result instanceof CommitResult.Committed ? "committed" : "not committed");
    }

    protected final RedisFlags flags() {
        return new RedisFlags(calls());
    }

    protected final <T> T inRequest(Supplier<Uni<T>> work) throws Exception {
        try {
            return begin(work).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private <T> CompletableFuture<T> begin(Supplier<Uni<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        ContextInternal root = (ContextInternal) vertx.getOrCreateContext().getDelegate();
        root.duplicate()
                .runOnContext(turn -> work.get().subscribe().with(result::complete, result::completeExceptionally));
        return result;
    }
}
