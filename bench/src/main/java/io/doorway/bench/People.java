package io.doorway.bench;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.HeadlessPhone;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** People with an account, an enrolled phone and a browser of their own. A login needs one, because an account has one pending login. */
final class People {

    private static final int CONCURRENT_ENROLMENTS = 8;

    /**
     * One person.
     *
     * @param browser the person's own, which the account knows from the first login with it
     */
    record Person(HeadlessPhone phone, HeadlessBrowser browser) {}

    private final BlockingQueue<Person> free = new LinkedBlockingQueue<>();

    /** Creates the accounts and enrols the phones. */
    People(OperatorClient enrolment, HttpClient http, URI issuer, int count) {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONCURRENT_ENROLMENTS)) {
            for (int i = 0; i < count; i++) {
                String account = "bench-" + i;
                threads.execute(() -> {
                    try {
                        enrolment.putAccount(account, Map.of("name", account));
                        HeadlessPhone phone = HeadlessPhone.enrol(enrolment.createEnrolmentLink(account), "bench");
                        free.add(new Person(phone, new HeadlessBrowser(http, issuer)));
                    } catch (RuntimeException e) {
                        failure.set(e);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "%d of %d phones could not be enrolled: %s. After many runs, start the platform again: an account has at most 20 devices"
                            .formatted(count - free.size(), count, failure.get().getMessage()),
                    failure.get());
        }
    }

    Person acquire() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void release(Person person) {
        free.add(person);
    }
}
