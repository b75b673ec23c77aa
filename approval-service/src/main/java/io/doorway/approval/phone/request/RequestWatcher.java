package io.doorway.approval.phone.request;

import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** An open app, which has proved its device. It gets the list of requests whenever the list is another one. */
final class RequestWatcher {
    private final AccountId account;
    private final CredentialId credential;
    private final WebSocketConnection connection;
    private @Nullable String sent;

    RequestWatcher(AccountId account, CredentialId credential, WebSocketConnection connection) {
        this.account = account;
        this.credential = credential;
        this.connection = connection;
    }

    AccountId account() {
        return account;
    }

    CredentialId credential() {
        return credential;
    }

    synchronized void send(String list) {
        if (!list.equals(sent)) {
            sent = list;
            run(connection.sendText(list));
        }
    }

    void close(CloseCode code) {
        close(connection, code);
    }

    static void close(WebSocketConnection connection, CloseCode code) {
        if (connection.isOpen()) {
            run(connection.close(code.reason));
        }
    }

    /** A failure is ignored: the app has disconnected, and reads the list when it connects again. */
    static void run(Uni<Void> action) {
        action.subscribe().with(done -> {}, failure -> {});
    }

    /** Why the socket is closed (RFC 6455 section 7.4). docs/phone-api.md lists what an app does then. */
    enum CloseCode {
        /** The socket was open for long: the app proves its device again. */
        RENEW(1000, "renew"),
        SERVICE_RESTART(1012, "service restart"),
        UNAVAILABLE(1013, "unavailable"),
        MALFORMED(4400, "malformed message"),
        INVALID_MESSAGE(4401, "invalid message"),
        TOO_MANY(4429, "too many connections");

        private final CloseReason reason;

        CloseCode(int code, String message) {
            this.reason = new CloseReason(code, message);
        }
    }
}
