package io.doorway.approval.phone.request;

import io.doorway.approval.answer.Result;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.phone.request.RequestWatcher.CloseCode;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.store.StoreUnavailableException;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.problem.ProblemException;
import io.doorway.web.refusal.Actor;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/**
 * The WebSocket of an open app. The server sends a nonce, the app one signed message with it; then the server sends the list of requests, now and
 * whenever it has changed. Nothing is sent to a device that has not proved itself on this connection.
 */
@WebSocket(path = "/approvals/requests/events", endpointId = RequestsSocket.ENDPOINT)
class RequestsSocket {
    static final String ENDPOINT = "requests";

    /** How many sockets one instance accepts from one address. */
    private static final int PER_ADDRESS = 256;

    /** Limits how long a connection stays open that has proved nothing. */
    private static final Duration MESSAGE_TIMEOUT = Duration.ofSeconds(10);

    /** Then the app proves its device again. */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    /** Proxies close what is silent. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(25);

    private static final String ALIVE = new JsonObject().put("type", "alive").encode();
    private static final int NONCE_BYTES = 16;

    private static final TypedKey<String> NONCE = TypedKey.forString("nonce");
    private static final TypedKey<Long> TIMER = TypedKey.forLong("timer");
    private static final TypedKey<Long> HEARTBEATS = TypedKey.forLong("heartbeats");
    private static final TypedKey<Boolean> COUNTED = TypedKey.forBoolean("counted");
    private static final TypedKey<RequestWatcher> WATCHER = new TypedKey<>("watcher");

    private final SignedMessages messages;
    private final RateLimits limits;
    private final RequestWatchers watchers;
    private final PushRequests push;
    private final RandomGenerator random;
    private final Vertx vertx;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    RequestsSocket(
            SignedMessages messages,
            RateLimits limits,
            RequestWatchers watchers,
            PushRequests push,
            RandomGenerator random,
            Vertx vertx) {
        this.messages = messages;
        this.limits = limits;
        this.watchers = watchers;
        this.push = push;
        this.random = random;
        this.vertx = vertx;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        if (open.merge(source(connection), 1, Integer::sum) > PER_ADDRESS) {
            release(connection);
            RequestWatcher.close(connection, CloseCode.TOO_MANY);
            return;
        }
        connection.userData().put(COUNTED, true);
        closeAfter(connection, MESSAGE_TIMEOUT, CloseCode.INVALID_MESSAGE);
        String nonce = Base64Url.random(random, NONCE_BYTES);
        connection.userData().put(NONCE, nonce);
        RequestWatcher.run(connection.sendText(
                new JsonObject().put("type", "nonce").put("nonce", nonce).encode()));
    }

    @OnTextMessage
    Uni<Void> onText(String text, WebSocketConnection connection) {
        String nonce = connection.userData().remove(NONCE);
        if (nonce == null) {
            RequestWatcher.close(connection, CloseCode.MALFORMED);
            return Uni.createFrom().voidItem();
        }
        return messages.verify(Attempt.READ_ACTIVITY, MessageKind.DEVICE, text, Actor.at(source(connection)))
                .chain(verified -> verified instanceof Result.Done<SignedMessage>(SignedMessage message)
                                && ConstantTime.equal(message.text("nonce"), nonce)
                        ? limits.afterAuthentication(Attempt.READ_ACTIVITY, message.actor())
                                .chain(() -> admit(connection, message))
                        : Uni.createFrom()
                                .voidItem()
                                .invoke(() -> RequestWatcher.close(connection, CloseCode.INVALID_MESSAGE)));
    }

    private Uni<Void> admit(WebSocketConnection connection, SignedMessage message) {
        RequestWatcher watcher = new RequestWatcher(
                message.credential().account(), message.credential().id(), connection);
        closeAfter(connection, LIFETIME, CloseCode.RENEW);
        connection
                .userData()
                .put(
                        HEARTBEATS,
                        vertx.setPeriodic(
                                HEARTBEAT.toMillis(), timer -> RequestWatcher.run(connection.sendText(ALIVE))));
        connection.userData().put(WATCHER, watcher);
        watchers.add(watcher);
        if (connection.isClosed()) {
            closed(connection);
        }
        return push.to(watcher);
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        cancel(connection, TIMER);
        cancel(connection, HEARTBEATS);
        RequestWatcher watcher = connection.userData().remove(WATCHER);
        if (watcher != null) {
            watchers.remove(watcher);
        }
        if (connection.userData().remove(COUNTED) != null) {
            release(connection);
        }
    }

    /** A limit was exceeded. */
    @OnError
    void refused(ProblemException exception, WebSocketConnection connection) {
        RequestWatcher.close(connection, CloseCode.TOO_MANY);
    }

    /** Redis or PostgreSQL is not available: the app connects again. */
    @OnError
    void unavailable(StoreUnavailableException exception, WebSocketConnection connection) {
        RequestWatcher.close(connection, CloseCode.UNAVAILABLE);
    }

    /** The frame was malformed or too large: the connection is already closed. */
    @OnError
    Uni<Void> malformedFrame(CorruptedWebSocketFrameException exception, WebSocketConnection connection) {
        return Uni.createFrom().voidItem();
    }

    private void closeAfter(WebSocketConnection connection, Duration time, CloseCode code) {
        cancel(connection, TIMER);
        connection
                .userData()
                .put(TIMER, vertx.setTimer(time.toMillis(), timer -> RequestWatcher.close(connection, code)));
    }

    private void cancel(WebSocketConnection connection, TypedKey<Long> key) {
        Long timer = connection.userData().remove(key);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private void release(WebSocketConnection connection) {
        open.computeIfPresent(source(connection), (address, count) -> count == 1 ? null : count - 1);
    }

    private static String source(WebSocketConnection connection) {
        return connection.userData().get(RequestsUpgrade.SOURCE);
    }
}
