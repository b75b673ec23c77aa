package io.doorway.web.warmup;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnRequestsTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_SECONDS = 5;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** On a busy machine, as at a start, an answer can be complete before the thread that sent the request continues. */
    @Test
    void anAnswerIsReadThatIsCompleteBeforeTheThreadContinues() {
        OwnRequests requests = new OwnRequests(slowCaller(Vertx.class, vertx));
        requests.onServerStart(new HttpServerStart(startedServer()));

        assertThatCode(() -> requests.get(List.of("/"))).doesNotThrowAnyException();
    }

    private HttpServerOptions startedServer() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(404).end())
                .listen(0, LOOPBACK)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new HttpServerOptions().setHost(LOOPBACK).setPort(server.actualPort());
    }

    /** The same object. Each call of it or of its results that has a future returns when that is complete and the event loop has nothing more to do. */
    private <T> T slowCaller(Class<T> type, Object target) {
        InvocationHandler calls = (proxy, method, arguments) -> {
            try {
                return switch (method.invoke(target, arguments)) {
                    case HttpClient client -> slowCaller(HttpClient.class, client);
                    case Future<?> future -> {
                        future.otherwiseEmpty()
                                .toCompletionStage()
                                .toCompletableFuture()
                                .completeOnTimeout(null, MAX_SECONDS, TimeUnit.SECONDS)
                                .join();
                        awaitIdleEventLoop();
                        yield slowCaller(Future.class, future);
                    }
                    case null -> null;
                    case Object other -> other;
                };
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private void awaitIdleEventLoop() {
        for (int turn = 0; turn < 10; turn++) {
            CompletableFuture<Void> reached = new CompletableFuture<>();
            vertx.runOnContext(nothing -> reached.complete(null));
            reached.join();
        }
    }
}
