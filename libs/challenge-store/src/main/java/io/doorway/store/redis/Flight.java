package io.doorway.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are written to Redis together, because nobody waits for one of them before the next is made: one round trip. The calls of
 * one request are in the same flight if the request makes them in the same turn of its event loop; calls of different requests never are, so
 * that a failure concerns one request.
 */
final class Flight {

    private final List<Request> requests = new ArrayList<>(4);
    private final List<Promise<@Nullable Response>> answers = new ArrayList<>(4);

    /** Adds a request; the future is its answer, which is null where Redis answers nil. */
    Future<Response> add(Request request) {
        Promise<Response> answer = Promise.promise();
        requests.add(request);
        answers.add(answer);
        return answer.future();
    }

    int size() {
        return requests.size();
    }

    /** Sends each request by itself, without waiting for the answers of the others. Each succeeds or fails by itself. */
    void departSingly(Function<Request, Future<Response>> send) {
        for (int i = 0; i < requests.size(); i++) {
            send.apply(requests.get(i)).onComplete(answers.get(i));
        }
    }

    /**
     * Sends all requests in one piece. If one fails, all of them fail, although Redis may have run the others.
     *
     * @param along further requests, whose answers nobody waits for
     */
    void depart(Function<List<Request>, Future<List<@Nullable Response>>> batch, List<Request> along) {
        List<Request> all = new ArrayList<>(requests);
        all.addAll(along);
        batch.apply(all)
                .onSuccess(responses -> {
                    for (int i = 0; i < answers.size(); i++) {
                        answers.get(i).tryComplete(responses.get(i));
                    }
                })
                .onFailure(cause -> answers.forEach(answer -> answer.tryFail(cause)));
    }
}
