package io.doorway.clients.browser;

import io.doorway.clients.browser.LoginPageMessages.ObservedState;
import io.doorway.clients.browser.LoginPageMessages.UpcomingFrames;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The login page's WebSocket: stores every state message with the time of its arrival, and every frame. Thread-safe. */
public final class LoginEventSocket implements WebSocket.Listener, AutoCloseable {

    /**
     * A received state.
     *
     * @param nanoTime the {@link System#nanoTime()} of its arrival
     */
    public record Arrival(ObservedState state, long nanoTime) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition closed = lock.newCondition();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<UpcomingFrames.Frame> frames = new ArrayList<>();
    private final StringBuilder partialMessage = new StringBuilder();
    private int closeCode = -1;
    private @Nullable WebSocket socket;

    LoginEventSocket() {}

    /** Sends a text message, well-formed or not. */
    public void send(String text) {
        socket().sendText(text, true).join();
    }

    /** Sends the hello message, which must be the first. */
    public void sendHello(String proof) {
        send("{\"type\":\"hello\",\"proof\":\"" + proof + "\"}");
    }

    /** Sends the hello message with the token of the challenge, in place of a proof. */
    public void sendToken(String token) {
        send("{\"type\":\"hello\",\"token\":\"" + token + "\"}");
    }

    /**
     * The contents of the QR code that the page shows. Waits for the first frame; of several, the last one may be that of the next second,
     * so it is the one before.
     *
     * @throws IllegalStateException if no frame is received in time
     */
    public String awaitQr(Duration timeout) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (frames.isEmpty()) {
                if (closeCode >= 0 || left <= 0) {
                    throw new IllegalStateException("no frame was received within " + timeout);
                }
                left = changed.awaitNanos(left);
            }
            return frames.get(Math.max(0, frames.size() - 2)).content();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /** The frames received so far, in order. */
    public List<UpcomingFrames.Frame> receivedFrames() {
        lock.lock();
        try {
            return List.copyOf(frames);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the state has been received.
     *
     * @throws IllegalStateException if it is not received in time or the socket is closed
     */
    public Arrival await(String state, Duration timeout) {
        return await(arrival -> arrival.state().state().equals(state), "'" + state + "'", timeout);
    }

    /** As {@link #await}, for any state. */
    public Arrival awaitFirstState(Duration timeout) {
        return await(arrival -> true, "a state", timeout);
    }

    /** Waits for a message or the close of the socket; returns whether one arrived in time. */
    boolean awaitAnyMessage(Duration timeout) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (arrivals.isEmpty() && closeCode < 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !arrivals.isEmpty() || closeCode >= 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the server has closed the socket; returns the close code. Messages do not wake the thread. */
    public int awaitClose(Duration timeout) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (closeCode < 0 && left > 0) {
                left = closed.awaitNanos(left);
            }
            if (closeCode < 0) {
                throw new IllegalStateException("not closed within " + timeout + "; received " + arrivals);
            }
            return closeCode;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /** The code with which the socket was closed, or -1 while it is open. */
    public int closeCode() {
        lock.lock();
        try {
            return closeCode;
        } finally {
            lock.unlock();
        }
    }

    /** The states received so far, in order. */
    public List<ObservedState> receivedStates() {
        lock.lock();
        try {
            return arrivals.stream().map(Arrival::state).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Aborts the connection, as a closed tab does. */
    @Override
    public void close() {
        socket().abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        partialMessage.append(text);
        if (last) {
            String message = partialMessage.toString();
            partialMessage.setLength(0);
            if (message.startsWith("{\"type\":\"frames\"")) {
                UpcomingFrames received = LoginPageMessages.read(message, UpcomingFrames.class);
                update(() -> frames.addAll(received.frames()));
            } else {
                Arrival arrival = new Arrival(ObservedState.of(message), System.nanoTime());
                update(() -> arrivals.add(arrival));
            }
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        update(() -> closeCode = code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        update(() -> closeCode = closeCode < 0 ? 1006 : closeCode);
    }

    private Arrival await(Predicate<Arrival> wanted, String description, Duration timeout) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (true) {
                for (Arrival arrival : arrivals) {
                    if (wanted.test(arrival)) {
                        return arrival;
                    }
                }
                if (closeCode >= 0 || left <= 0) {
                    throw new IllegalStateException(description + " was not received within " + timeout + "; received "
                            + arrivals + (closeCode >= 0 ? ", then closed with " + closeCode : ""));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
            if (closeCode >= 0) {
                closed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("the socket is not open");
        }
        return socket;
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting", e);
    }
}
