package io.doorway.e2e.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.e2e.support.LoginInstances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/**
 * Persons who log in again and again at instances of the services, each a login after the other, until they are stopped. A login either succeeds
 * or is refused with one of the given statuses; anything else fails the test when it stops them.
 */
final class ContinuousLogins implements AutoCloseable {

    /** The requirement: logins succeed this long after the failover at the latest. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private record Login(String challenge, Instant begun, Instant completed) {}

    private final LoginInstances instances;
    private final Set<Integer> refusals;
    private final Queue<Login> logins = new ConcurrentLinkedQueue<>();
    private final Queue<Instant> refused = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<Void>> persons;

    ContinuousLogins(LoginInstances instances, List<HeadlessPhone> phones, Set<Integer> refusals) {
        this.instances = instances;
        this.refusals = refusals;
        this.persons = phones.stream()
                .map(phone -> CompletableFuture.runAsync(() -> repeat(phone), threads))
                .toList();
    }

    private void repeat(HeadlessPhone phone) {
        while (!stopped.get()) {
            Instant begun = Instant.now();
            try {
                String challenge = instances.logIn(phone);
                logins.add(new Login(challenge, begun, Instant.now()));
            } catch (BrowserRefusedException answer) {
                refused(answer, answer.response().status());
            } catch (PhoneRefusedException answer) {
                refused(answer, answer.response().status());
            }
        }
    }

    private void refused(RuntimeException answer, int status) {
        assertThat(status).as(answer.toString()).isIn(refusals);
        refused.add(Instant.now());
    }

    /** Returns when this many logins have been completed from now on. */
    void awaitCompleted(int count) {
        int before = logins.size();
        await(TIMEOUT).until(() -> anyHasEnded() || logins.size() >= before + count);
        assertNoneHasEnded();
    }

    /** Returns when a login has been refused that ended from now on. */
    void awaitRefusal() {
        Instant now = Instant.now();
        await(TIMEOUT).until(() -> anyHasEnded() || refused.stream().anyMatch(now::isBefore));
        assertNoneHasEnded();
    }

    /**
     * Returns when every person has completed a login that began from now on.
     *
     * @return the time until the last of them
     */
    Duration awaitRecovery() {
        Instant now = Instant.now();
        await(RECOVERY).until(() -> anyHasEnded() || completedSince(now) >= persons.size());
        assertNoneHasEnded();
        return Duration.between(
                now,
                logins.stream()
                        .filter(login -> login.begun().isAfter(now))
                        .map(Login::completed)
                        .sorted()
                        .skip(persons.size() - 1)
                        .findFirst()
                        .orElseThrow());
    }

    private long completedSince(Instant begin) {
        return logins.stream().filter(login -> login.begun().isAfter(begin)).count();
    }

    /** Ends the logins; returns the challenges of those that were completed. */
    List<String> stop() {
        stopped.set(true);
        persons.forEach(CompletableFuture::join);
        return logins.stream().map(Login::challenge).toList();
    }

    /** The number of logins that were refused so far. */
    int refusalCount() {
        return refused.size();
    }

    private boolean anyHasEnded() {
        return persons.stream().anyMatch(CompletableFuture::isDone);
    }

    /** A person who has ended has got an answer that is neither success nor an expected refusal. */
    private void assertNoneHasEnded() {
        persons.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
    }

    private static org.awaitility.core.ConditionFactory await(Duration limit) {
        return Awaitility.await().atMost(limit).pollInterval(POLL);
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.shutdownNow();
        threads.close();
    }
}
