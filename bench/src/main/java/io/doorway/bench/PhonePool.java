package io.doorway.bench;

import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.HeadlessPhone;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A pool of enrolled phones, each with its own account. A login acquires one, because an account has one pending login. */
final class PhonePool {

    private final BlockingQueue<HeadlessPhone> free = new LinkedBlockingQueue<>();

    /** Creates the accounts and enrols the phones. */
    PhonePool(OperatorClient enrolment, int count) {
        for (int i = 0; i < count; i++) {
            String account = "bench-" + i;
            enrolment.putAccount(account, Map.of("name", "Bench " + i));
            free.add(HeadlessPhone.enrol(enrolment.createEnrolmentLink(account), "bench"));
        }
    }

    HeadlessPhone acquire() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void release(HeadlessPhone phone) {
        free.add(phone);
    }
}
