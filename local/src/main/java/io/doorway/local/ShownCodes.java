package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.local.Platform.Parts;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The QR codes that the login pages of a local platform show at this moment, without a screen: computed from the challenges in the platform's
 * Redis. Whoever can read them there has every secret of the platform.
 */
final class ShownCodes implements AutoCloseable {

    private static final String KEYS = "{b*}:challenge:*";
    private static final String FIRST_CURSOR = "0";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Redis client;
    private final RedisAPI redis;
    private final String issuer;
    private final InstantSource clock;

    ShownCodes(RunningPlatform platform, InstantSource clock) {
        this.clock = clock;
        client = Redis.createClient(
                vertx, "redis://" + requireNonNull(platform.addresses().get(Parts.REDIS), Parts.REDIS));
        redis = RedisAPI.api(client);
        issuer = platform.issuer();
    }

    /** The content of the code on the page that was opened last; empty if no page shows a code. */
    Optional<String> newest() {
        return link(challenges()
                .max(Comparator.comparing(challenge -> challenge.loginRequest().createdAt())));
    }

    /** The content of the code of this challenge; empty if it is not shown. */
    Optional<String> of(ChallengeId id) {
        return link(challenges().filter(challenge -> challenge.id().equals(id)).findFirst());
    }

    private Optional<String> link(Optional<Created> challenge) {
        return challenge.map(created -> {
            QrFrames frames = QrFrames.of(created);
            return frames.at(frames.second(clock.instant())).address(issuer);
        });
    }

    private Stream<Created> challenges() {
        Instant now = clock.instant();
        return keys().stream()
                .map(key -> await(redis.hget(key, "state")))
                .flatMap(state -> state == null ? Stream.empty() : Stream.of(Json.readChallenge(state.toString())))
                .filter(Created.class::isInstance)
                .map(Created.class::cast)
                .filter(created -> isShown(created, now));
    }

    /** A request without a browser (CIBA) has no page that shows it. */
    static boolean isShown(Created created, Instant now) {
        return created.loginRequest().backchannel() == null
                && created.deadline().isAfter(now);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        String cursor = FIRST_CURSOR;
        do {
            Response page = requireNonNull(await(redis.scan(List.of(cursor, "MATCH", KEYS, "COUNT", "1000"))));
            cursor = page.get(0).toString();
            page.get(1).forEach(key -> keys.add(key.toString()));
        } while (!cursor.equals(FIRST_CURSOR));
        return keys;
    }

    private static @Nullable Response await(Future<@Nullable Response> reply) {
        try {
            return reply.toCompletionStage().toCompletableFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LocalPlatformException("the local platform's Redis does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalPlatformException("interrupted while waiting for the local platform's Redis", e);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
