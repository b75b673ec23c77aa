package io.doorway.store.redis;

import io.doorway.store.Conditions.NotHeldException;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are written to Redis together, because nobody waits for one of them before the next is made: one round trip. The calls of
 * one request are in the same flight if the request makes them in the same turn of its event loop; calls of different requests never are, so
 * that a failure concerns one request.
 *
 * <p>A flight with a conditional call contains nothing but conditions before it. On one server it is one script ({@link ScriptSequence}); on
 * a cluster, where their keys are on several servers, the conditions go first, and the conditional calls follow if all of them hold.
 */
final class Flight {

    private final List<Leg> legs = new ArrayList<>(4);

    /**
     * A call of the flight.
     *
     * @param script what the request runs, or null if it is no script
     */
    private record Leg(Request request, @Nullable ScriptCall script, Promise<Response> answer) {

        boolean isConditional() {
            return script != null && script.conditional();
        }

        @SuppressWarnings("NullAway") // Redis answers nil
        void complete(@Nullable Response response) {
            answer.tryComplete(response);
        }

        boolean isCondition() {
            return script != null && script.isCondition();
        }

        ScriptCall requireScript() {
            return Objects.requireNonNull(script);
        }
    }

    /** Adds a request; the future is its answer, which is null where Redis answers nil. */
    Future<Response> add(Request request, @Nullable ScriptCall script) {
        Promise<Response> answer = Promise.promise();
        legs.add(new Leg(request, script, answer));
        return answer.future();
    }

    int size() {
        return legs.size();
    }

    boolean isConditional() {
        return legs.stream().anyMatch(Leg::isConditional);
    }

    /** How many round trips the flight is if its calls are on several servers: one for all conditions and one for each other call. */
    int steps() {
        return 1 + (int) legs.stream().filter(Leg::isConditional).count();
    }

    /** Whether the flight is conditions, and after them conditional calls. Otherwise nothing of it may be sent. */
    boolean isGuarded() {
        int conditions = (int) legs.stream().takeWhile(Leg::isCondition).count();
        return conditions > 0 && legs.stream().skip(conditions).allMatch(Leg::isConditional);
    }

    /** Fails every call. */
    void refuse(Throwable cause) {
        legs.forEach(leg -> leg.answer().tryFail(cause));
    }

    /** Each script of the flight that Redis has run by itself, when it has. */
    void onRun(Consumer<RedisScript> run) {
        legs.forEach(leg -> {
            ScriptCall call = leg.script();
            if (call != null) {
                leg.answer().future().onSuccess(reply -> run.accept(call.script()));
            }
        });
    }

    /** Sends each request by itself, without waiting for the answers of the others. Each succeeds or fails by itself. */
    void departSingly(Function<Request, Future<Response>> send) {
        legs.forEach(leg -> send.apply(leg.request()).onComplete(leg.answer()));
    }

    /**
     * Sends the conditions, and if all of them hold, the conditional calls, one after the other, because the later ones follow from the
     * earlier ones.
     */
    void departInSteps(Function<ScriptCall, Future<Response>> run) {
        List<Leg> conditions = legs.stream().filter(Leg::isCondition).toList();
        conditions.forEach(leg -> run.apply(leg.requireScript()).onComplete(leg.answer()));
        Future<Void> before = Future.all(
                        conditions.stream().map(leg -> leg.answer().future()).toList())
                .map(Flight::requireHeld);
        for (Leg leg : legs.stream().filter(Leg::isConditional).toList()) {
            before = before.compose(done -> run.apply(leg.requireScript()))
                    .onComplete(leg.answer())
                    .mapEmpty();
        }
    }

    private static @Nullable Void requireHeld(CompositeFuture replies) {
        if (!replies.<@Nullable Response>list().stream().allMatch(ScriptCall::holds)) {
            throw new NotHeldException();
        }
        return null;
    }

    /**
     * Sends all requests in one piece. If one fails, all of them fail, although Redis may have run the others.
     *
     * @param along further requests, whose answers nobody waits for
     */
    void depart(Function<List<Request>, Future<List<@Nullable Response>>> batch, List<Request> along) {
        List<Request> all = new ArrayList<>(legs.stream().map(Leg::request).toList());
        all.addAll(along);
        batch.apply(all)
                .onSuccess(responses -> {
                    for (int i = 0; i < legs.size(); i++) {
                        legs.get(i).complete(responses.get(i));
                    }
                })
                .onFailure(this::refuse);
    }

    /** The calls as one script. */
    ScriptSequence.Composed composed() {
        return ScriptSequence.of(legs.stream().map(Leg::requireScript).toList());
    }

    /** The replies of the calls of the script that were made. The others were not, because a condition before them does not hold. */
    void arrive(Response replies) {
        for (int i = 0; i < legs.size(); i++) {
            if (i < replies.size()) {
                legs.get(i).complete(replies.get(i));
            } else {
                legs.get(i).answer().tryFail(new NotHeldException());
            }
        }
    }
}
