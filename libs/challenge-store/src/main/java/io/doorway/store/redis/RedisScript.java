package io.doorway.store.redis;

import io.doorway.store.Conditions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Lua script from a resource file. The functions of {@code prelude.lua} are prepended.
 *
 * <p>A script of a service that keeps its own keys in a bucket ({@link RedisKeys#inBucket}) can publish an event in the same atomic
 * step: it calls {@code publish} with {@link RedisKeys#outbox} and returns the id of the entry. The service then builds the {@link
 * io.doorway.store.OutboxEntry}, appends it to the log and removes it from the outbox.
 *
 * <p>The text is sent with the first call, and with the first one after a connection was lost, because another server or a restarted one does
 * not have the script. Otherwise the script is called by its hash.
 */
public final class RedisScript {

    static final String PRELUDE = read(RedisScript.class, "prelude.lua");

    /** Redis's error, to which the client adds the number of the request if others went with it. */
    private static final Pattern UNKNOWN = Pattern.compile("(ERR \\[\\d+] )?NOSCRIPT");

    /** Redis's error for a script that went alone, so that nothing was done and it can be sent again. */
    static final String UNKNOWN_ALONE = "NOSCRIPT";

    private final String body;
    private final String text;
    private final String hash;
    private final boolean condition;

    private RedisScript(String body, boolean condition) {
        this.body = body;
        this.text = PRELUDE + body;
        this.hash = sha1(text);
        this.condition = condition;
    }

    /** The script in the resource file {@code name} in the package of {@code owner}. */
    public static RedisScript of(Class<?> owner, String name) {
        return new RedisScript(read(owner, name), false);
    }

    /**
     * The same for a script that checks something: it replies 0, or a list that begins with 0, if the request may go on. What is run by
     * {@link #runConditionally} in the same round trip is run only then.
     */
    public static RedisScript condition(Class<?> owner, String name) {
        return new RedisScript(read(owner, name), true);
    }

    boolean isCondition() {
        return condition;
    }

    /** By which Redis calls the script. */
    String hash() {
        return hash;
    }

    String text() {
        return text;
    }

    /** The text without the prelude. */
    String body() {
        return body;
    }

    /** Runs the script. All keys must be of one bucket. Fails with {@link io.doorway.store.StoreUnavailableException}. */
    public Uni<Response> run(RedisCalls redis, List<String> keys, List<String> args) {
        return run(redis, new ScriptCall(this, keys, args, false));
    }

    /**
     * Runs the script if the conditions hold that the same request has in the same round trip, see {@link io.doorway.store.Conditions}. Fails
     * with {@link io.doorway.store.Conditions.NotHeldException} if one does not hold.
     */
    public Uni<Response> runConditionally(RedisCalls redis, List<String> keys, List<String> args) {
        return run(redis, new ScriptCall(this, keys, args, true));
    }

    /** Runs the script now, or conditionally. */
    public Uni<Response> run(RedisCalls redis, Conditions.Mode mode, List<String> keys, List<String> args) {
        return mode == Conditions.Mode.CONDITIONAL ? runConditionally(redis, keys, args) : run(redis, keys, args);
    }

    /** A conditional call is not sent again by itself: {@link RedisCalls} does that, after the conditions. */
    private Uni<Response> run(RedisCalls redis, ScriptCall call) {
        return Uni.createFrom()
                .deferred(() -> redis.send(call.request(redis.knows(hash)), call))
                .onFailure(failure -> !call.conditional() && isUnknown(failure, redis))
                .recoverWithUni(() -> redis.send(call.request(false)));
    }

    /** Whether the script can be sent again. If others went with it, Redis may have run them, and the call fails; the next one sends the text. */
    private boolean isUnknown(Throwable failure, RedisCalls redis) {
        String message = failure.getCause() == null ? null : failure.getCause().getMessage();
        if (message == null || !UNKNOWN.matcher(message).lookingAt()) {
            return false;
        }
        redis.forget(hash);
        return message.startsWith(UNKNOWN_ALONE);
    }

    /** A duration as an argument of a script: in milliseconds. */
    public static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    static String read(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(name + " is not in the package of " + owner.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-1, because Redis identifies scripts by it. */
    static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is missing", e);
        }
    }
}
