package io.doorway.session.provider.device;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The device authorization requests in Redis. A record has the hashes of the device's code, and what became of it; a second key leads from the
 * hash of the code that a person types to the record. Redis's clock decides about every time.
 */
@Singleton
class DeviceAuthorizations {
    /** How long a code can be typed, and the device asks. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Between two requests of the device (RFC 8628 section 3.5). */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    /** For this time after the end the device learns that its code has expired, and a login that was begun before it can end. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final RedisScript CREATE =
            RedisScript.of(DeviceAuthorizations.class, "create-device-authorization.lua");
    private static final RedisScript CLAIM =
            RedisScript.of(DeviceAuthorizations.class, "claim-device-authorization.lua");
    private static final RedisScript DECIDE =
            RedisScript.of(DeviceAuthorizations.class, "decide-device-authorization.lua");
    private static final RedisScript POLL = RedisScript.of(DeviceAuthorizations.class, "poll-device-authorization.lua");

    private final RedisCalls redis;
    private final RandomGenerator random;

    DeviceAuthorizations(RedisCalls redis, RandomGenerator random) {
        this.redis = redis;
        this.random = random;
    }

    /** The two codes of a request: one that the device keeps, and one that it shows. */
    record NewCodes(String deviceCode, TypedCode typed) {}

    /** What the browser needs that a code was typed into. */
    record Claimed(String id, ClientId client, String scope) {}

    /** Why a device gets no tokens yet, or the authorization code with which it does. */
    sealed interface Poll {
        record Approved(String code, String verifier) implements Poll {}

        record Refused(String reason) implements Poll {}
    }

    /** Stores a request and returns its codes. */
    Uni<NewCodes> create(ClientId client, String scope) {
        String id = Base64Url.random(random, ID_BYTES);
        String secret = Base64Url.random(random, SECRET_BYTES);
        TypedCode typed = TypedCode.random(random);
        return CREATE.run(
                        redis,
                        List.of(record(id)),
                        List.of(
                                client.value(),
                                scope,
                                Sha256.text(secret),
                                millis(LIFETIME),
                                millis(LIFETIME.plus(REMEMBERED)),
                                millis(INTERVAL)))
                .chain(() -> redis.send(Request.cmd(Command.SET)
                        .arg(typedKey(typed))
                        .arg(id)
                        .arg("PX")
                        .arg(millis(LIFETIME))
                        .arg("NX")))
                .chain(stored -> stored == null
                        ? create(client, scope)
                        : Uni.createFrom().item(new NewCodes(id + "." + secret, typed)));
    }

    /**
     * Binds the request of a typed code to a browser. The first browser keeps it.
     *
     * @param state of the login that the browser begins
     * @param verifier of its code
     * @return empty if the code is unknown, has expired or is used in another browser
     */
    Uni<Optional<Claimed>> claim(TypedCode typed, String cookieHash, String state, String verifier) {
        return redis.send(Request.cmd(Command.GET).arg(typedKey(typed)))
                .chain(id -> id == null
                        ? Uni.createFrom().item(Optional.empty())
                        : claim(id.toString(), cookieHash, state, verifier));
    }

    private Uni<Optional<Claimed>> claim(String id, String cookieHash, String state, String verifier) {
        return CLAIM.run(redis, List.of(record(id)), List.of(cookieHash, Sha256.text(state), verifier))
                .map(found -> Optional.ofNullable(found)
                        .map(fields -> new Claimed(
                                id,
                                new ClientId(fields.get(0).toString()),
                                fields.get(1).toString())));
    }

    /**
     * Stores the authorization response of the login.
     *
     * @param code the authorization code; empty if the login was refused
     * @return the client, or empty if no request of this browser waits for this response
     */
    Uni<Optional<ClientId>> decide(String id, String cookieHash, String state, Optional<String> code) {
        return DECIDE.run(redis, List.of(record(id)), List.of(cookieHash, Sha256.text(state), code.orElse("")))
                .map(client ->
                        Optional.ofNullable(client).map(Response::toString).map(ClientId::new));
    }

    /** Answers the device. */
    Uni<Poll> poll(ClientId client, String deviceCode) {
        String[] parts = deviceCode.split("\\.", 2);
        if (parts.length != 2) {
            return Uni.createFrom().item(new Poll.Refused("unknown"));
        }
        return POLL.run(redis, List.of(record(parts[0])), List.of(client.value(), Sha256.text(parts[1])))
                .map(answer -> answer.size() == 2
                        ? new Poll.Approved(
                                answer.get(0).toString(), answer.get(1).toString())
                        : new Poll.Refused(answer.get(0).toString()));
    }

    /** The hash keeps an id that a client sends within the alphabet of keys. */
    private static String record(String id) {
        return "device-authorization:" + Sha256.text(id);
    }

    private static String typedKey(TypedCode typed) {
        return "device-user-code:" + Sha256.text(typed.text());
    }
}
