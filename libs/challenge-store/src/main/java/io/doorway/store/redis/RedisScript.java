package io.doorway.store.redis;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A Lua script in a file of its own, with the functions of {@code prelude.lua} before it.
 *
 * <p>A service that keeps something of its own in a bucket ({@link Keys#in}) tells of it in the same step: its script calls {@code
 * tell} with {@link Keys#outbox} and answers with the entry's id, from which the service makes the {@link
 * io.doorway.store.OutboxEntry} that it appends to the log and removes.
 *
 * <p>Redis is asked by the script's hash, and gets the text only when it does not know it (again).
 */
public final class RedisScript {

    private static final String PRELUDE = read(RedisScript.class, "prelude.lua");

    private final String text;
    private final String hash;

    private RedisScript(String text) {
        this.text = text;
        this.hash = sha1(text);
    }

    /** The script in the resource {@code name} beside the class {@code owner}. */
    public static RedisScript of(Class<?> owner, String name) {
        return new RedisScript(PRELUDE + read(owner, name));
    }

    /** Runs on keys of one bucket. Fails with {@link io.doorway.store.StoreUnavailableException}. */
    public Uni<Response> run(RedisCalls redis, List<String> keys, List<String> args) {
        return redis.send(request(Command.EVALSHA, hash, keys, args))
                .onFailure(RedisScript::isUnknown)
                .recoverWithUni(() -> redis.send(request(Command.EVAL, text, keys, args)));
    }

    private static Request request(Command command, String script, List<String> keys, List<String> args) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        args.forEach(request::arg);
        return request;
    }

    private static boolean isUnknown(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && cause.getMessage() != null && cause.getMessage().startsWith("NOSCRIPT");
    }

    private static String read(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(name + " is not beside " + owner.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-1 because Redis names scripts by it. */
    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
