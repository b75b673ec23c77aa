package io.doorway.bench;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginEventSocket.Arrival;
import java.time.Duration;
import java.util.function.Function;

/**
 * The socket of a login page. If an instance that stops closes it, it is opened again at another one, as the page does it. Used by one
 * thread.
 */
final class PageSocket implements AutoCloseable {

    /** The code with which a stopping instance closes its sockets (docs/waiting-browser.md). */
    private static final int SERVICE_RESTART = 1012;

    /** The code after the last state of a challenge. */
    private static final int TERMINAL_STATE = 1000;

    private static final int MAX_SOCKETS = 10;

    private final HeadlessBrowser browser;
    private final String challengeId;
    private LoginEventSocket socket;
    private int sockets = 1;

    PageSocket(HeadlessBrowser browser, String challengeId) {
        this.browser = browser;
        this.challengeId = challengeId;
        this.socket = browser.openEventSocket(challengeId);
    }

    /**
     * The contents of the QR code that the page shows.
     *
     * @throws IllegalStateException if no frame is received in time, or the socket is closed for another reason
     */
    String awaitQr(Duration timeout) {
        return onAnOpenSocket(open -> open.awaitQr(timeout));
    }

    /** Waits for the state; fails as {@link #awaitQr} does. */
    Arrival await(String state, Duration timeout) {
        return onAnOpenSocket(open -> open.await(state, timeout));
    }

    /**
     * Waits until the challenge of the page has ended.
     *
     * @throws IllegalStateException if it has not ended in time, or the socket was closed for another reason
     */
    void awaitEnd(Duration timeout) {
        onAnOpenSocket(open -> {
            int code = open.awaitClose(timeout);
            if (code != TERMINAL_STATE) {
                throw new IllegalStateException("the socket was closed with " + code);
            }
            return code;
        });
    }

    private <T> T onAnOpenSocket(Function<LoginEventSocket, T> wait) {
        while (true) {
            reopenIfRestarted();
            try {
                return wait.apply(socket);
            } catch (IllegalStateException closedOrLate) {
                if (!mustBeReopened()) {
                    throw closedOrLate;
                }
            }
        }
    }

    private void reopenIfRestarted() {
        if (mustBeReopened()) {
            socket.close();
            socket = browser.openEventSocket(challengeId);
            sockets++;
        }
    }

    private boolean mustBeReopened() {
        return socket.closeCode() == SERVICE_RESTART && sockets < MAX_SOCKETS;
    }

    @Override
    public void close() {
        socket.close();
    }
}
