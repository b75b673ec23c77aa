package io.doorway.session.login.watch;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.session.login.watch.Channel.WebSocketChannel;
import io.doorway.store.ChallengeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The frames of one waiting browser. Each is sent half a second before its own second: who passes frames on has at most one that nobody has
 * seen yet.
 *
 * <p>Time is that of the store when the challenge was loaded, and since then that of {@link System#nanoTime()}, so that a clock of this
 * instance that is set does not send frames too early.
 */
final class FrameStream {

    private static final long PERIOD = QrFrames.PERIOD.toNanos();

    /** How long before its second a frame is sent: time for the network. */
    private static final long AHEAD = PERIOD / 2;

    private final QrFrames frames;
    private final String issuer;
    private final Consumer<String> send;
    private final BooleanSupplier wanted;
    private final long createdAt;
    private final int end;
    private int next;

    private FrameStream(
            QrFrames frames, String issuer, Consumer<String> send, BooleanSupplier wanted, long createdAt, int end) {
        this.frames = frames;
        this.issuer = issuer;
        this.send = send;
        this.wanted = wanted;
        this.createdAt = createdAt;
        this.end = end;
    }

    /** The frames of a challenge that waits for a scan, or empty if it has none to show. */
    static Optional<FrameStream> of(
            ChallengeSnapshot loaded, String issuer, WebSocketChannel channel, Watcher watcher, long nanoTime) {
        BooleanSupplier wanted = () -> channel.isOpen() && watcher.awaitsScan();
        return of(loaded, issuer, channel::sendFrames, wanted, nanoTime);
    }

    /**
     * @param wanted whether the browser still waits for a scan
     * @param nanoTime the time of the load
     */
    static Optional<FrameStream> of(
            ChallengeSnapshot loaded, String issuer, Consumer<String> send, BooleanSupplier wanted, long nanoTime) {
        boolean shown = loaded.challenge().loginRequest().route() == Route.CROSS_DEVICE && !loaded.overdue();
        if (!shown || !(loaded.challenge() instanceof Created created)) {
            return Optional.empty();
        }
        QrFrames frames = QrFrames.of(created);
        Instant start = created.loginRequest().createdAt();
        long createdAt = nanoTime - Duration.between(start, loaded.now()).toNanos();
        return Optional.of(new FrameStream(frames, issuer, send, wanted, createdAt, frames.second(created.deadline())));
    }

    /** When in each second the next frame is due, in nanoseconds after the full second of {@link System#nanoTime()}. */
    long phase() {
        return Math.floorMod(createdAt - AHEAD, PERIOD);
    }

    /** Sends the frames that are due. Returns false when there will be no more. */
    boolean sendDue(long nanoTime) {
        if (!wanted.getAsBoolean()) {
            return false;
        }
        int first = Math.max(next, secondAt(nanoTime));
        int last = Math.min(end - 1, secondAt(nanoTime + AHEAD));
        if (first <= last) {
            send.accept(message(first, last));
            next = last + 1;
        }
        return next < end;
    }

    private int secondAt(long nanoTime) {
        return (int) Math.max(0, Math.floorDiv(nanoTime - createdAt, PERIOD));
    }

    /** No value needs an escape: an address in a QR code consists of capital letters, digits and {@code :/.-[]}. */
    private String message(int first, int last) {
        StringBuilder json = new StringBuilder(256)
                .append("{\"type\":\"frames\",\"period_ms\":")
                .append(QrFrames.PERIOD.toMillis())
                .append(",\"frames\":[");
        for (int t = first; t <= last; t++) {
            json.append(t == first ? "" : ",")
                    .append("{\"not_before\":\"")
                    .append(frames.notBefore(t))
                    .append("\",\"content\":\"")
                    .append(frames.at(t).address(issuer))
                    .append("\"}");
        }
        return json.append("]}").toString();
    }
}
