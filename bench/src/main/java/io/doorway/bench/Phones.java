package io.doorway.bench;

import io.doorway.testkit.operator.Operator;
import io.doorway.testkit.phone.HeadlessPhone;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Enrolled phones, each of an account of its own; one login at a time takes each. */
final class Phones {

    private final BlockingQueue<HeadlessPhone> free = new LinkedBlockingQueue<>();

    /** Enrols. */
    Phones(Operator enrolment, int count) {
        for (int i = 0; i < count; i++) {
            String account = "bench-" + i;
            enrolment.account(account, Map.of("name", "Bench " + i));
            free.add(HeadlessPhone.enrol(enrolment.enrolmentLink(account), "bench"));
        }
    }

    HeadlessPhone take() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void giveBack(HeadlessPhone phone) {
        free.add(phone);
    }
}
