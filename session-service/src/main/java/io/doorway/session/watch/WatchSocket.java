package io.doorway.session.watch;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.session.watch.AdmitBrowser.Visitor;
import io.doorway.store.StoreUnavailableException;
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
import org.jspecify.annotations.Nullable;

/** The socket of a waiting browser: one hello in, states out. */
@WebSocket(path = "/login/{id}/events", endpointId = WatchSocket.ENDPOINT)
class WatchSocket {

    static final String ENDPOINT = "watch";

    /** A socket that says nothing costs memory and proves nothing. */
    private static final Duration HELLO_WITHIN = Duration.ofSeconds(5);

    private static final TypedKey<Watcher> WATCHER = new TypedKey<>("watcher");
    private static final TypedKey<Boolean> SEATED = TypedKey.forBoolean("seated");
    private static final TypedKey<Long> PATIENCE = TypedKey.forLong("patience");

    private final Watchers watchers;
    private final AdmitBrowser admitBrowser;
    private final Seats seats;
    private final InstantSource clock;
    private final Vertx vertx;

    WatchSocket(Watchers watchers, AdmitBrowser admitBrowser, Seats seats, InstantSource clock, Vertx vertx) {
        this.watchers = watchers;
        this.admitBrowser = admitBrowser;
        this.seats = seats;
        this.clock = clock;
        this.vertx = vertx;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        if (!seats.take(source(connection))) {
            send(refuse(connection, CloseCode.TOO_MANY, RefusalReason.RATE_LIMITED));
            return;
        }
        connection.userData().put(SEATED, true);
        long patience = vertx.setTimer(
                HELLO_WITHIN.toMillis(), late -> send(refuse(connection, CloseCode.NO_PROOF, RefusalReason.MALFORMED)));
        connection.userData().put(PATIENCE, patience);
    }

    @OnTextMessage
    Uni<Void> heard(String text, WebSocketConnection connection) {
        Optional<Hello> hello = Hello.parse(text);
        boolean first = stopWaiting(connection);
        return first && hello.isPresent()
                ? admit(connection, hello.get().proof())
                : refuse(connection, CloseCode.MALFORMED, RefusalReason.MALFORMED);
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        stopWaiting(connection);
        leave(connection);
        if (connection.userData().remove(SEATED) != null) {
            seats.giveBack(source(connection));
        }
    }

    /** Redis is away: whoever waits shall come back, and is told nothing that might not be true. */
    @OnError
    Uni<Void> unavailable(StoreUnavailableException trouble, WebSocketConnection connection) {
        return connection.close(CloseCode.UNAVAILABLE.reason());
    }

    /** The frame was too large or not one at all; the peer knows what it sent. */
    @OnError
    Uni<Void> broken(CorruptedWebSocketFrameException trouble, WebSocketConnection connection) {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> admit(WebSocketConnection connection, @Nullable String proof) {
        ChallengeId id = id(connection);
        SocketLine line = new SocketLine(connection);
        Watcher watcher = new Watcher(id, line, clock);
        Visitor visitor = new Visitor(connection.userData().get(UpgradeRules.COOKIE), proof, source(connection));
        return admitBrowser.admit(id, visitor, () -> join(connection, watcher)).chain(admission -> switch (admission) {
            case Admission.Granted granted
            when watchers.admit(watcher, granted.loaded()) -> Uni.createFrom().voidItem();
            case Admission.Granted full -> refuse(connection, CloseCode.TOO_MANY, RefusalReason.RATE_LIMITED);
            case Admission.Unproven no -> line.close(CloseCode.NO_PROOF);
            case Admission.Unknown no -> line.close(CloseCode.UNKNOWN);
        });
    }

    private void join(WebSocketConnection connection, Watcher watcher) {
        connection.userData().put(WATCHER, watcher);
        watchers.join(watcher);
        if (connection.isClosed()) {
            leave(connection);
        }
    }

    private void leave(WebSocketConnection connection) {
        Watcher watcher = connection.userData().remove(WATCHER);
        if (watcher != null) {
            watchers.leave(watcher);
        }
    }

    private Uni<Void> refuse(WebSocketConnection connection, CloseCode code, RefusalReason reason) {
        admitBrowser.refused(id(connection), reason, source(connection));
        return new SocketLine(connection).close(code);
    }

    private static void send(Uni<Void> refusal) {
        refusal.subscribe().with(closed -> {}, gone -> {});
    }

    /** Whether it was still being waited for a hello. */
    private boolean stopWaiting(WebSocketConnection connection) {
        Long patience = connection.userData().remove(PATIENCE);
        return patience != null && vertx.cancelTimer(patience);
    }

    private static ChallengeId id(WebSocketConnection connection) {
        return new ChallengeId(connection.pathParam("id"));
    }

    private static String source(WebSocketConnection connection) {
        return connection.userData().get(UpgradeRules.SOURCE);
    }
}
