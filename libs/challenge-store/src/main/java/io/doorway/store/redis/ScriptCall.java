package io.doorway.store.redis;

import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script with its keys and arguments, as a part of a {@link Flight}.
 *
 * @param conditional whether the call is made only if the conditions of its flight hold
 */
record ScriptCall(RedisScript script, List<String> keys, List<String> args, boolean conditional)
        implements ScriptRequest {

    @Override
    public String hash() {
        return script.hash();
    }

    @Override
    public String text() {
        return script.text();
    }

    boolean isCondition() {
        return script.isCondition() && !conditional;
    }

    /** Whether the reply of a condition says that it holds: 0, or a list that begins with 0. */
    static boolean holds(@Nullable Response reply) {
        if (reply == null) {
            return false;
        }
        return switch (reply.type()) {
            case MULTI -> reply.size() > 0 && holds(reply.get(0));
            case NUMBER -> "0".equals(reply.toString());
            default -> false;
        };
    }
}
