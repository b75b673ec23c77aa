package io.doorway.bench;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
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
import java.util.function.Supplier;

/**
 * Browsers that show a code which nobody scans; its frames come on the socket. A challenge that has ended is replaced with the ticket of the
 * page, and a page whose ticket is used up is opened again, as a login page does.
 */
final class WaitingBrowsers implements AutoCloseable {

    private static final int CONCURRENT_STARTS = 16;

    /** How long a browser that was refused waits until it opens a page again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a page asks for challenges with its ticket, which is valid a little longer. */
    private static final Duration TICKET_LIFETIME = Duration.ofMinutes(4);

    /** A challenge that nobody scans ends before. */
    private static final Duration LONGEST_CHALLENGE = Duration.ofMinutes(4);

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
        while (!hasEnded()) {
            try {
                waitOnOnePage(started);
            } catch (BrowserRefusedException | UncheckedIOException | IllegalStateException e) {
                lost.incrementAndGet();
                started.countDown();
                pause();
            }
        }
    }

    /** Returns when the ticket of the page has been used up. */
    private void waitOnOnePage(CountDownLatch started) {
        HeadlessBrowser browser = new HeadlessBrowser(http, issuer);
        LoginPageData page =
                limited(() -> browser.open(relyingParty.newAuthorization().address()));
        long opened = System.nanoTime();
        do {
            waitForOneChallenge(browser, page, started);
        } while (!hasEnded() && System.nanoTime() - opened < TICKET_LIFETIME.toNanos());
    }

    private void waitForOneChallenge(HeadlessBrowser browser, LoginPageData page, CountDownLatch started) {
        try (PageSocket socket =
                limited(() -> new PageSocket(browser, browser.start(page).challengeId()))) {
            open.incrementAndGet();
            started.countDown();
            try {
                socket.awaitEnd(LONGEST_CHALLENGE);
            } finally {
                open.decrementAndGet();
            }
        }
    }

    private <T> T limited(Supplier<T> start) {
        starts.acquireUninterruptibly();
        try {
            return start.get();
        } finally {
            starts.release();
        }
    }

    private boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Returns at once when all are to end. */
    private void pause() {
        try {
            ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        threads.shutdownNow();
        threads.close();
    }
}
