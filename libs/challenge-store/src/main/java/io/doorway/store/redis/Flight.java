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

    private final List<Call> calls = new ArrayList<>(4);

    /**
     * A call of the flight.
     *
     * @param script what the request runs, or null if it is no script
     */
    private record Call(Request request, @Nullable ScriptCall script, Promise<Response> answer) {

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
        calls.add(new Call(request, script, answer));
        return answer.future();
    }

    int size() {
        return calls.size();
    }

    boolean isConditional() {
        return calls.stream().anyMatch(Call::isConditional);
    }

    /** How many round trips the flight is if its calls are on several servers: one for all conditions and one for each other call. */
    int steps() {
        return 1 + (int) calls.stream().filter(Call::isConditional).count();
    }

    /** Whether the flight is conditions, and after them conditional calls. Otherwise nothing of it may be sent. */
    boolean isGuarded() {
        int conditions = (int) calls.stream().takeWhile(Call::isCondition).count();
        return conditions > 0 && calls.stream().skip(conditions).allMatch(Call::isConditional);
    }

    /** Fails every call. */
    void fail(Throwable cause) {
        calls.forEach(call -> call.answer().tryFail(cause));
    }

    /** Each script of the flight that Redis has run by itself, when it has. */
    void onRun(Consumer<RedisScript> run) {
        calls.forEach(call -> {
            ScriptCall script = call.script();
            if (script != null) {
                call.answer().future().onSuccess(reply -> run.accept(script.script()));
            }
        });
    }

    /** Sends each request by itself, without waiting for the answers of the others. Each succeeds or fails by itself. */
    void sendEach(Function<Request, Future<Response>> send) {
        calls.forEach(call -> send.apply(call.request()).onComplete(call.answer()));
    }

    /**
     * Sends the conditions, and if all of them hold, the conditional calls, one after the other, because the later ones follow from the
     * earlier ones.
     */
    void sendInSteps(Function<ScriptCall, Future<Response>> run) {
        List<Call> conditions = calls.stream().filter(Call::isCondition).toList();
        conditions.forEach(call -> run.apply(call.requireScript()).onComplete(call.answer()));
        Future<Void> before = Future.all(
                        conditions.stream().map(call -> call.answer().future()).toList())
                .map(Flight::requireHeld);
        for (Call call : calls.stream().filter(Call::isConditional).toList()) {
            before = before.compose(done -> run.apply(call.requireScript()))
                    .onComplete(call.answer())
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
    void send(Function<List<Request>, Future<List<@Nullable Response>>> batch, List<Request> along) {
        List<Request> all = new ArrayList<>(calls.stream().map(Call::request).toList());
        all.addAll(along);
        batch.apply(all)
                .onSuccess(responses -> {
                    for (int i = 0; i < calls.size(); i++) {
                        calls.get(i).complete(responses.get(i));
                    }
                })
                .onFailure(this::fail);
    }

    /** The calls as one script. */
    ScriptSequence.Composed composed() {
        return ScriptSequence.of(calls.stream().map(Call::requireScript).toList());
    }

    /** The replies of the calls of the script that were made. The others were not, because a condition before them does not hold. */
    void complete(Response replies) {
        for (int i = 0; i < calls.size(); i++) {
            if (i < replies.size()) {
                calls.get(i).complete(replies.get(i));
            } else {
                calls.get(i).answer().tryFail(new NotHeldException());
            }
        }
    }
}
