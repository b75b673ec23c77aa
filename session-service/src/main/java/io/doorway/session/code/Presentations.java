package io.doorway.session.code;

import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.json.Json;
import io.doorway.session.oauth.Records;
import io.doorway.session.token.AccessToken;
import io.doorway.session.token.AccessTokens;
import io.doorway.session.token.BoundSecret;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.doorway.store.redis.Keys;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The marks of presented codes, in Redis.
 *
 * <p>If any number of callers present one code at once, exactly one gets {@link Result#DONE}, and only before the code's end and
 * in the store that it was made in. The mark, the access token and the event become visible together or not at all. An event is
 * told to Kafka before the caller is answered; what a crash leaves untold, the relay tells.
 */
@ApplicationScoped
class Presentations {
    private static final String KIND = "code";

    /** Two minutes beyond the access token, so that there is never a token whose code is forgotten. */
    private static final Duration KEPT = AccessToken.LIFE.plusMinutes(2);

    private static final RedisScript PRESENT = RedisScript.of(Presentations.class, "present-code.lua");
    private static final RedisScript REVOKE = RedisScript.of(Presentations.class, "revoke-replayed.lua");
    private static final Records<Presentation> RECORDS = new Records<>(KIND, Presentation.class);

    private final RedisCalls redis;
    private final Outbox outbox;
    private final EventLog log;

    Presentations(RedisCalls redis, Outbox outbox, EventLog log) {
        this.redis = redis;
        this.outbox = outbox;
        this.log = log;
    }

    /** How presenting ended. */
    enum Result {
        DONE,
        REFUSED,
        PRESENTED,
        LATE,
        FENCED
    }

    /** The mark of a code, or empty if it was not presented. */
    Uni<Optional<Presentation>> find(BoundSecret code) {
        return redis.send(Request.cmd(Command.GET).arg(code.key(KIND)))
                .map(found -> Optional.ofNullable(found).map(text -> RECORDS.read(text.toString())));
    }

    /** Marks the code and lets its access token begin. */
    Uni<Result> redeem(
            BoundSecret code,
            Instant end,
            Presentation mark,
            BoundSecret bearer,
            AccessToken token,
            SessionEvent event) {
        List<String> args = new ArrayList<>(List.of(
                RECORDS.write(mark),
                millis(KEPT),
                "redeem",
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, end)),
                AccessTokens.RECORDS.write(token),
                millis(AccessToken.LIFE)));
        args.addAll(told(event));
        return present(code, bearer, args).chain(reply -> tell(code, event, reply));
    }

    /** Marks the code and gives nothing. */
    Uni<Result> refuse(BoundSecret code, Presentation mark) {
        List<String> args = List.of(RECORDS.write(mark), millis(KEPT), "refuse");
        return present(code, code, args).map(Presentations::result);
    }

    /** Revokes what the code gave, if that has not happened yet. */
    Uni<Boolean> revoke(BoundSecret code, Presentation mark, SessionEvent event) {
        if (mark.accessTokenKey() == null) {
            return Uni.createFrom().item(false);
        }
        Presentation revoked =
                new Presentation(mark.session(), mark.client(), mark.account(), null, mark.traceparent());
        List<String> args = new ArrayList<>(List.of(RECORDS.write(mark), RECORDS.write(revoked)));
        args.addAll(told(event));
        List<String> keys = List.of(code.key(KIND), mark.accessTokenKey(), outboxOf(code));
        return REVOKE.run(redis, keys, args)
                .chain(reply -> tell(code, event, reply))
                .map(result -> result == Result.DONE);
    }

    private Uni<Response> present(BoundSecret code, BoundSecret bearer, List<String> args) {
        List<String> keys =
                List.of(code.key(KIND), Keys.challenge(code.challenge()), bearer.key(AccessToken.KIND), outboxOf(code));
        return PRESENT.run(redis, keys, args);
    }

    private Uni<Result> tell(BoundSecret code, SessionEvent event, Response reply) {
        Result result = result(reply);
        if (result != Result.DONE) {
            return Uni.createFrom().item(result);
        }
        int bucket = code.challenge().bucket();
        OutboxEntry entry = new OutboxEntry(
                bucket, reply.get(1).toString(), event.topic(), event.key(), Json.write(event), event.traceparent());
        return log.append(List.of(entry))
                .chain(() -> outbox.remove(bucket, List.of(entry)))
                .replaceWith(result);
    }

    private static Result result(Response reply) {
        return switch (reply.get(0).toString()) {
            case "done" -> Result.DONE;
            case "refused" -> Result.REFUSED;
            case "presented", "none" -> Result.PRESENTED;
            case "late" -> Result.LATE;
            case "fenced" -> Result.FENCED;
            default -> throw new IllegalStateException("a reply that the script does not give");
        };
    }

    private static List<String> told(SessionEvent event) {
        String traceparent = event.traceparent();
        return List.of(event.topic(), event.key(), Json.write(event), traceparent == null ? "" : traceparent);
    }

    private static String outboxOf(BoundSecret code) {
        return Keys.outbox(code.challenge().bucket());
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
