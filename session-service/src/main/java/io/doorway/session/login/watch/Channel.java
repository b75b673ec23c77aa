package io.doorway.session.login.watch;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

/** The connection to one waiting browser. A message to a browser that has disconnected is lost, which is not an error. */
interface Channel {

    /** Sends the state, and closes the channel if the state is terminal. */
    void send(StateMessage message);

    /** Closes the channel, because the challenge does not exist any more. */
    void closeNotFound();

    /** Closes the channel, because this instance is stopping. The browser connects to another one. */
    void closeForRestart();

    /** A WebSocket. */
    final class WebSocketChannel implements Channel {

        private final WebSocketConnection connection;

        WebSocketChannel(WebSocketConnection connection) {
            this.connection = connection;
        }

        @Override
        public void send(StateMessage message) {
            Uni<Void> sent = connection.sendText(message.json());
            run(message.state().terminal() ? sent.chain(() -> close(CloseCode.FINISHED)) : sent);
        }

        @Override
        public void closeNotFound() {
            run(close(CloseCode.NOT_FOUND));
        }

        @Override
        public void closeForRestart() {
            run(close(CloseCode.SERVICE_RESTART));
        }

        /** Sends frames of the QR code. */
        void sendFrames(String message) {
            run(connection.sendText(message));
        }

        boolean isOpen() {
            return connection.isOpen();
        }

        Uni<Void> close(CloseCode code) {
            return connection.isOpen()
                    ? connection.close(code.reason())
                    : Uni.createFrom().voidItem();
        }

        /** A failure is ignored: the browser has disconnected, and reads the state when it connects again. */
        private static void run(Uni<Void> action) {
            action.subscribe().with(done -> {}, failure -> {});
        }
    }

    /** Server-sent events. Messages that are sent before the browser subscribes are buffered. */
    final class SseChannel implements Channel {

        private final UnicastProcessor<String> messages = UnicastProcessor.create();

        Multi<String> messages() {
            return messages;
        }

        @Override
        public void send(StateMessage message) {
            messages.onNext(message.json());
            if (message.state().terminal()) {
                messages.onComplete();
            }
        }

        /** The browser connects again and gets the problem {@code challenge-not-found}. */
        @Override
        public void closeNotFound() {
            messages.onComplete();
        }

        @Override
        public void closeForRestart() {
            messages.onComplete();
        }
    }

    /** Why a WebSocket is closed (RFC 6455 section 7.4). docs/waiting-browser.md lists what a browser does then. */
    enum CloseCode {
        FINISHED(1000, "finished"),
        SERVICE_RESTART(1012, "service restart"),
        UNAVAILABLE(1013, "unavailable"),
        MALFORMED(4400, "malformed message"),
        INVALID_PROOF(4401, "invalid proof"),
        NOT_FOUND(4404, "challenge not found"),
        TOO_MANY(4429, "too many watchers");

        private final CloseReason reason;

        CloseCode(int code, String message) {
            this.reason = new CloseReason(code, message);
        }

        CloseReason reason() {
            return reason;
        }
    }
}
