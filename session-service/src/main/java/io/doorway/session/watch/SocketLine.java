package io.doorway.session.watch;

import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;

/** The way over a WebSocket. */
final class SocketLine implements Line {

    private final WebSocketConnection connection;

    SocketLine(WebSocketConnection connection) {
        this.connection = connection;
    }

    @Override
    public void say(StateMessage message) {
        Uni<Void> said = connection.sendText(message.json());
        go(message.state().terminal() ? said.chain(() -> close(CloseCode.OVER)) : said);
    }

    @Override
    public void lost() {
        go(close(CloseCode.UNKNOWN));
    }

    @Override
    public void restarting() {
        go(close(CloseCode.RESTARTING));
    }

    Uni<Void> close(CloseCode code) {
        return connection.isOpen()
                ? connection.close(code.reason())
                : Uni.createFrom().voidItem();
    }

    /** A browser that has left comes back and reads the state; there is nothing to repair here. */
    private static void go(Uni<Void> action) {
        action.subscribe().with(done -> {}, gone -> {});
    }
}
