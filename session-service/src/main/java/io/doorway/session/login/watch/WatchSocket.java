package io.doorway.session.login.watch;

import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.login.watch.AdmitWatcher.WatchAdmission;
import io.doorway.session.login.watch.Channel.CloseCode;
import io.doorway.session.login.watch.Channel.WebSocketChannel;
import io.doorway.store.StoreUnavailableException;
import io.doorway.web.config.Issuer;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The WebSocket of a waiting browser. The browser sends one hello and receives states, and the frames of the QR code. */
@WebSocket(path = "/login/{id}/events", endpointId = WatchSocket.ENDPOINT)
class WatchSocket {

    static final String ENDPOINT = "watch";

    /** Limits how long an unauthenticated connection stays open. */
    private static final Duration HELLO_TIMEOUT = Duration.ofSeconds(5);

    private static final TypedKey<Watcher> WATCHER = new TypedKey<>("watcher");
    private static final TypedKey<Boolean> CONNECTION_COUNTED = TypedKey.forBoolean("connection-counted");
    private static final TypedKey<Long> HELLO_TIMER = TypedKey.forLong("hello-timer");

    private final Watchers watchers;
    private final AdmitWatcher admitWatcher;
    private final ConnectionLimit connections;
    private final SendFrames frames;
    private final Issuer issuer;
    private final InstantSource clock;
    private final Vertx vertx;

    WatchSocket(
            Watchers watchers,
            AdmitWatcher admitWatcher,
            ConnectionLimit connections,
            SendFrames frames,
            Issuer issuer,
            InstantSource clock,
            Vertx vertx) {
        this.watchers = watchers;
        this.admitWatcher = admitWatcher;
        this.connections = connections;
        this.frames = frames;
        this.issuer = issuer;
        this.clock = clock;
        this.vertx = vertx;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        if (!connections.tryAcquire(source(connection))) {
            run(refuse(connection, CloseCode.TOO_MANY, RefusalReason.RATE_LIMITED));
            return;
        }
        connection.userData().put(CONNECTION_COUNTED, true);
        long timer = vertx.setTimer(
                HELLO_TIMEOUT.toMillis(), expired -> run(refuseWithoutHello(connection, CloseCode.INVALID_PROOF)));
        connection.userData().put(HELLO_TIMER, timer);
    }

    @OnTextMessage
    Uni<Void> onText(String text, WebSocketConnection connection) {
        Optional<Hello> hello = Hello.parse(text);
        boolean awaited = cancelHelloTimer(connection);
        if (!awaited) {
            return refuse(connection, CloseCode.MALFORMED, RefusalReason.MALFORMED);
        }
        return hello.map(first -> admit(connection, first))
                .orElseGet(() -> refuseWithoutHello(connection, CloseCode.MALFORMED));
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        if (cancelHelloTimer(connection)) {
            run(admitWatcher.countWithoutHello(id(connection), source(connection)));
        }
        unsubscribe(connection);
        if (connection.userData().remove(CONNECTION_COUNTED) != null) {
            connections.release(source(connection));
        }
    }

    /** Redis is not available: the browser connects again, and gets no state that may be wrong. */
    @OnError
    Uni<Void> unavailable(StoreUnavailableException exception, WebSocketConnection connection) {
        return connection.close(CloseCode.UNAVAILABLE.reason());
    }

    /** The frame was malformed or too large: the connection is already closed. */
    @OnError
    Uni<Void> malformedFrame(CorruptedWebSocketFrameException exception, WebSocketConnection connection) {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> admit(WebSocketConnection connection, Hello hello) {
        ChallengeId id = id(connection);
        WebSocketChannel channel = new WebSocketChannel(connection);
        Watcher watcher = new Watcher(id, channel, clock);
        BrowserRequest request = AdmitWatcher.request(
                id, connection.userData().get(SameOriginUpgradeCheck.COOKIE), hello.proof(), source(connection));
        Runnable subscribe = () -> subscribe(connection, watcher);
        Uni<WatchAdmission> decided = hello.token() == null
                ? admitWatcher.admitWithProof(id, request, subscribe)
                : admitWatcher.admitWithToken(id, request, hello.token(), subscribe);
        return decided.chain(admission -> switch (admission) {
            case WatchAdmission.Granted granted
            when watchers.admit(watcher, granted.loaded()) -> {
                FrameStream.of(granted.loaded(), issuer.toString(), channel, watcher, System.nanoTime())
                        .ifPresent(frames::add);
                yield Uni.createFrom().voidItem();
            }
            case WatchAdmission.Granted granted -> refuse(connection, CloseCode.TOO_MANY, RefusalReason.RATE_LIMITED);
            case WatchAdmission.TooMany refused -> channel.close(CloseCode.TOO_MANY);
            case WatchAdmission.InvalidProof refused -> channel.close(CloseCode.INVALID_PROOF);
            case WatchAdmission.NotFound refused -> channel.close(CloseCode.NOT_FOUND);
        });
    }

    private void subscribe(WebSocketConnection connection, Watcher watcher) {
        connection.userData().put(WATCHER, watcher);
        watchers.subscribe(watcher);
        if (connection.isClosed()) {
            unsubscribe(connection);
        }
    }

    private void unsubscribe(WebSocketConnection connection) {
        Watcher watcher = connection.userData().remove(WATCHER);
        if (watcher != null) {
            watchers.unsubscribe(watcher);
        }
    }

    private Uni<Void> refuse(WebSocketConnection connection, CloseCode code, RefusalReason reason) {
        admitWatcher.recordRefusal(id(connection), reason, source(connection));
        return new WebSocketChannel(connection).close(code);
    }

    /** Counted before it is recorded, so that a flood of such refusals is limited as every other one. */
    private Uni<Void> refuseWithoutHello(WebSocketConnection connection, CloseCode code) {
        return admitWatcher
                .countWithoutHello(id(connection), source(connection))
                .chain(counted -> counted
                        ? refuse(connection, code, RefusalReason.MALFORMED)
                        : new WebSocketChannel(connection).close(CloseCode.TOO_MANY));
    }

    /** Nobody waits for it. */
    private static void run(Uni<?> work) {
        work.subscribe().with(done -> {}, failure -> {});
    }

    /** Whether the hello had not been received before. */
    private boolean cancelHelloTimer(WebSocketConnection connection) {
        Long timer = connection.userData().remove(HELLO_TIMER);
        return timer != null && vertx.cancelTimer(timer);
    }

    private static ChallengeId id(WebSocketConnection connection) {
        return new ChallengeId(connection.pathParam("id"));
    }

    private static String source(WebSocketConnection connection) {
        return connection.userData().get(SameOriginUpgradeCheck.SOURCE);
    }
}
