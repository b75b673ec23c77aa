package io.doorway.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.servers.CuttingProxy;
import io.doorway.servers.CuttingProxy.Cut;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.Outcome;
import io.doorway.store.StoreConformance;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.store.memory.InMemoryEventLog;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisFlags;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.redis.RedisStoreUnderTest;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request whose connection is cut inside the step that commits it, before Redis has run the step or after it, is repeated by its sender with
 * a new proof. Nothing is lost, nothing is done twice, and the repetition gets the answer that the first one would have got.
 */
class CutConnectionTest extends StoreConformance {

    private static final Duration TTL = Duration.ofMinutes(10);

    private static RedisStoreUnderTest redis;
    private static CuttingProxy proxy;
    private static Vertx vertx;
    private static RedisCalls calls;

    /** Of all requests, because each event loop has a connection of its own. */
    private static ContextInternal eventLoop;

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final ChallengeStore store = new RedisChallengeStore(calls, SampleEventKeys.signer());
    private final Transitions transitions = new Transitions(store, new RedisOutbox(calls), log);

    @BeforeAll
    static void start() {
        redis = new RedisStoreUnderTest();
        proxy = new CuttingProxy(redis.url());
        vertx = Vertx.vertx();
        calls = RedisStoreUnderTest.calls(vertx, proxy.url());
        eventLoop = (ContextInternal) vertx.getOrCreateContext().getDelegate();
    }

    @AfterAll
    static void stop() {
        calls.close();
        vertx.closeAndAwait();
        proxy.close();
        redis.close();
    }

    @Override
    protected StoreUnderTest subject() {
        return redis;
    }

    static Stream<Arguments> steps() {
        return Stream.of(Cut.values())
                .flatMap(cut -> Stream.of("scan", "approve", "consume").map(step -> Arguments.of(step, cut)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aRequestThatIsCutInsideItsStepIsRepeated(String step, Cut cut) throws Exception {
        ChallengeSnapshot before = switch (step) {
            case "scan" -> created();
            case "approve" -> scanned();
            default -> approved();
        };
        ChallengeId id = before.challenge().id();
        String firstProof = "proof:" + UUID.randomUUID();
        proxy.cutNext(firstProof, cut);

        assertThat(begin(() -> advance(id, before.challenge().version(), firstProof, "first")))
                .failsWithin(TIMEOUT)
                .withThrowableThat()
                .withCauseInstanceOf(StoreUnavailableException.class);
        boolean committed = load(id).challenge().version() > before.challenge().version();
        awaitConnection();
        String answer = begin(() -> advance(id, before.challenge().version(), "proof:" + UUID.randomUUID(), "second"))
                .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);

        assertThat(committed).isEqualTo(cut == Cut.BEFORE_THE_REPLY);
        assertThat(load(id).challenge().version()).isEqualTo(before.challenge().version() + 1);
        assertThat(answer).isEqualTo(step.equals("consume") ? committed ? "first" : "second" : "done");
        Awaitility.await().atMost(TIMEOUT).until(() -> eventsOf(id).isEmpty());
        assertThat(log.entries().stream()
                        .filter(entry -> entry.key().equals(id.value()))
                        .count())
                .as("each event once")
                .isEqualTo(before.challenge().version() + 1);
    }

    /** Reads, decides, and commits if the proof is new, as the use cases of the services do. */
    private Uni<String> advance(ChallengeId id, long from, String proof, String code) {
        return store.load(id)
                .chain(found -> Conditions.<Outcome<String>>commit(
                        new RedisFlags(calls).setIfAbsent(proof, TTL).map(CutConnectionTest::refusal),
                        mode -> transitions.change(
                                mode,
                                found.orElseThrow(),
                                Fence.SAME_STORE,
                                snapshot -> snapshot.challenge().version() == from
                                        ? change(snapshot, code)
                                        : new TransitionDecision.Repeat<>(reply(snapshot.challenge())))))
                .map(outcome -> switch (outcome) {
                    case Outcome.Done<String> done -> done.reply();
                    case Outcome.Refused<String> refused -> "refused: " + refused.reason();
                });
    }

    private static Optional<Outcome<String>> refusal(boolean first) {
        return first ? Optional.empty() : Optional.of(new Outcome.Refused<>(RefusalReason.REPLAYED, null));
    }

    private static TransitionDecision<String> change(ChallengeSnapshot snapshot, String code) {
        Transition<? extends Challenge> transition = switch (snapshot.challenge()) {
            case Created created -> created.scan(SampleLogin.scan(snapshot.now()), null);
            case Scanned scanned -> scanned.approve(SampleLogin.approval(snapshot.now()), null);
            case Approved approved -> approved.consume(SampleLogin.consumption(code, snapshot.now()));
            default -> throw new IllegalStateException("not a step: " + snapshot.challenge());
        };
        return new TransitionDecision.Change<>(transition, reply(transition.next()));
    }

    private static String reply(Challenge challenge) {
        return challenge instanceof Consumed consumed
                ? consumed.consumption().code().open()
                : "done";
    }

    private static void awaitConnection() {
        Awaitility.await()
                .atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() ->
                        begin(() -> calls.send(Request.cmd(Command.PING))).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                                != null);
    }

    private static <T> CompletableFuture<T> begin(Supplier<Uni<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        eventLoop
                .duplicate()
                .runOnContext(turn -> work.get().subscribe().with(result::complete, result::completeExceptionally));
        return result;
    }
}
