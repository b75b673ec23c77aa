package io.doorway.bench;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.relyingparty.RelyingPartyClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Browsers that show a code which nobody scans; its frames come on the socket. A challenge that has ended is replaced, as a page does. */
final class WaitingBrowsers implements AutoCloseable {

    private static final int CONCURRENT_STARTS = 16;

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final HttpClient http;
    private final URI issuer;
    private final RelyingPartyClient relyingParty;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore starts = new Semaphore(CONCURRENT_STARTS);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    WaitingBrowsers(HttpClient http, URI issuer, RelyingPartyClient relyingParty) {
        this.http = http;
        this.issuer = issuer;
        this.relyingParty = relyingParty;
    }

    /** Opens the pages, and returns when each has been opened or has failed. */
    void open(int count) {
        CountDownLatch started = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            threads.execute(() -> keepWaiting(started));
        }
        awaitUninterruptibly(started);
    }

    /** The browsers that wait now. */
    int count() {
        return open.get();
    }

    /** How often a browser lost its connection or was refused. */
    int losses() {
        return lost.get();
    }

    private void keepWaiting(CountDownLatch started) {
        while (ended.getCount() > 0) {
            try {
                waitForOneChallenge(started);
            } catch (BrowserRefusedException | UncheckedIOException | IllegalStateException e) {
                lost.incrementAndGet();
                started.countDown();
                pause(Duration.ofSeconds(1));
            }
        }
    }

    /** Returns when the challenge has ended, or all are to end. */
    private void waitForOneChallenge(CountDownLatch started) {
        HeadlessBrowser browser = new HeadlessBrowser(http, issuer);
        starts.acquireUninterruptibly();
        IssuedChallenge challenge;
        PageSocket socket;
        try {
            challenge =
                    browser.start(browser.open(relyingParty.newAuthorization().address()));
            socket = new PageSocket(browser, challenge.challengeId());
        } finally {
            starts.release();
        }
        open.incrementAndGet();
        started.countDown();
        try (socket) {
            while (!socket.hasEnded()) {
                if (pause(CHECK_INTERVAL)) {
                    return;
                }
            }
        } finally {
            open.decrementAndGet();
        }
    }

    /** Returns whether all are to end. */
    private boolean pause(Duration duration) {
        try {
            return ended.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        ended.countDown();
        threads.close();
    }
}
