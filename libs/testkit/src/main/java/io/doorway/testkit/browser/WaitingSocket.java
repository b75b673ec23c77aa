package io.doorway.testkit.browser;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The page's end of its WebSocket: remembers every state with the moment at which it was heard. */
public final class WaitingSocket implements WebSocket.Listener, AutoCloseable {

    /**
     * A state and when it came.
     *
     * @param nanoTime of {@link System#nanoTime()} at its arrival
     */
    public record Arrival(StateHeard state, long nanoTime) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private int closeCode = -1;
    private @Nullable WebSocket socket;

    WaitingSocket() {}

    /** Sends any text, well-formed or not. */
    public void send(String text) {
        socket().sendText(text, true).join();
    }

    /** The hello that a page begins with. */
    public void hello(String proof) {
        send("{\"type\":\"hello\",\"proof\":\"" + proof + "\"}");
    }

    /** Waits until the state was heard. */
    public Arrival await(String state, Duration patience) {
        return await(arrival -> arrival.state().state().equals(state), "'" + state + "'", patience);
    }

    /** Waits until any state was heard. */
    public Arrival awaitFirst(Duration patience) {
        return await(arrival -> true, "a state", patience);
    }

    /** Waits for a first word, if only that the server has closed the socket; whether it came in time. */
    boolean isAnswered(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (arrivals.isEmpty() && closeCode < 0 && left > 0) {
                left = news.awaitNanos(left);
            }
            return !arrivals.isEmpty() || closeCode >= 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the server has closed the socket. */
    public int awaitClose(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (closeCode < 0 && left > 0) {
                left = news.awaitNanos(left);
            }
            if (closeCode < 0) {
                throw new IllegalStateException("not closed within " + patience + "; heard " + arrivals);
            }
            return closeCode;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /** Everything heard so far, in order. */
    public List<StateHeard> heard() {
        lock.lock();
        try {
            return arrivals.stream().map(Arrival::state).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves as a closed tab does, waiting for nothing. */
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
        part.append(text);
        if (last) {
            Arrival arrival = new Arrival(StateHeard.of(part.toString()), System.nanoTime());
            part.setLength(0);
            tell(() -> arrivals.add(arrival));
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        tell(() -> closeCode = code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        tell(() -> closeCode = closeCode < 0 ? 1006 : closeCode);
    }

    private Arrival await(Predicate<Arrival> wanted, String what, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (true) {
                for (Arrival arrival : arrivals) {
                    if (wanted.test(arrival)) {
                        return arrival;
                    }
                }
                if (closeCode >= 0 || left <= 0) {
                    throw new IllegalStateException(what + " was not heard within " + patience + "; heard " + arrivals
                            + (closeCode >= 0 ? ", then closed with " + closeCode : ""));
                }
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    private void tell(Runnable what) {
        lock.lock();
        try {
            what.run();
            news.signalAll();
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
