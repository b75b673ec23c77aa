package io.doorway.store.redis;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.ZModem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps of one request, one after the other: limits, replay guard, revocations, then what the request asks for. A step that refuses ends
 * the sequence, and no later step has an effect.
 *
 * <p>On one server the sequence is one script and one round trip, and atomic. On a cluster, where the keys of the steps are on different
 * servers, consecutive steps of one hash slot are one script, and the next is sent after it: the order is the same.
 */
public final class RedisSequence {

    private final List<RedisStep<?>> steps;

    private RedisSequence(List<RedisStep<?>> steps) {
        this.steps = List.copyOf(steps);
    }

    /** At least one step. */
    public static RedisSequence of(List<RedisStep<?>> steps) {
        return new RedisSequence(steps);
    }

    public static RedisSequence of(RedisStep<?>... steps) {
        return new RedisSequence(List.of(steps));
    }

    /** Runs {@code last} after the steps before it, whose refusals are exceptions. */
    public static <T> Uni<T> run(RedisCalls redis, List<? extends RedisStep<?>> before, RedisStep<T> last) {
        List<RedisStep<?>> all = new ArrayList<>(before);
        all.add(last);
        return of(all).run(redis).map(replies -> replies.of(last));
    }

    /** What the steps have replied, as far as the sequence came. */
    public static final class Replies {

        private final Map<RedisStep<?>, Object> read = new IdentityHashMap<>();

        /** Whether no earlier step refused. */
        public boolean reached(RedisStep<?> step) {
            return read.containsKey(step);
        }

        /** @throws IllegalStateException if an earlier step refused without throwing */
        @SuppressWarnings("unchecked")
        public <T> T of(RedisStep<T> step) {
            Object reply = read.get(step);
            if (reply == null) {
                throw new IllegalStateException("an earlier step refused");
            }
            return (T) reply;
        }
    }

    /**
     * Runs the steps. Their replies are read in their order.
     *
     * @return fails with the exception of the first step whose reading throws, and with {@code StoreUnavailableException} if Redis fails or
     *     does not answer; then it is not known which steps had an effect
     */
    public Uni<Replies> run(RedisCalls redis) {
        return run(redis, 0, new Replies());
    }

    private Uni<Replies> run(RedisCalls redis, int from, Replies replies) {
        int to = redis.topology() == RedisCalls.Topology.SINGLE ? steps.size() : endOfSlot(from);
        List<RedisStep<?>> group = steps.subList(from, to);
        return script(group)
                .run(redis, keys(group), args(group))
                .map(response -> read(group, response, replies))
                .chain(ended -> ended || to == steps.size() ? Uni.createFrom().item(replies) : run(redis, to, replies));
    }

    /** The end of the steps from {@code from} on whose keys are in one hash slot. */
    private int endOfSlot(int from) {
        int to = from + 1;
        while (to < steps.size() && slot(steps.get(to)) == slot(steps.get(from))) {
            to++;
        }
        return to;
    }

    private static int slot(RedisStep<?> step) {
        return ZModem.generate(step.keys().getFirst());
    }

    /** Whether a step refused. */
    private static boolean read(List<RedisStep<?>> group, Response response, Replies replies) {
        int reached = response.size();
        for (int i = 0; i < reached - 1; i++) {
            RedisStep<?> step = group.get(i);
            replies.read.put(step, step.reading().apply(response.get(i)));
        }
        return response.get(reached - 1).toInteger() == 1;
    }

    private static RedisScript script(List<RedisStep<?>> group) {
        return RedisScript.sequence(group.stream().map(RedisStep::script).toList());
    }

    private static List<String> keys(List<RedisStep<?>> group) {
        return group.stream().flatMap(step -> step.keys().stream()).toList();
    }

    /** For each step the numbers of its keys and arguments; then the arguments. */
    private static List<String> args(List<RedisStep<?>> group) {
        List<String> args = new ArrayList<>();
        for (RedisStep<?> step : group) {
            args.add(Integer.toString(step.keys().size()));
            args.add(Integer.toString(step.args().size()));
        }
        group.forEach(step -> args.addAll(step.args()));
        return args;
    }
}
