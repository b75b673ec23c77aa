package io.doorway.approval;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Attempts to enrol a phone. */
final class Enrolments {
    private Enrolments() {}

    static PhoneAnswer enrol(ECKey key, String code, String name) {
        return Phones.line().post("/devices", PhoneMessages.signEnrolment(key, claims(code, name)));
    }

    static Map<String, Object> claims(String code, String name) {
        return PhoneMessages.claims(Phones.ISSUER, Map.of("enrolment_code", code, "name", name));
    }

    /** The same invitation with another secret. */
    static String wrong(String code) {
        char last = code.charAt(code.length() - 1);
        return code.substring(0, code.length() - 1) + (last == '7' ? '8' : '7');
    }

    /** What many contenders get who try it at one moment. */
    static List<Integer> atOnce(int contenders, Callable<Integer> attempt) throws Exception {
        List<Integer> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < contenders; i++) {
                running.add(threads.submit(attempt));
            }
            for (Future<Integer> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }
}
