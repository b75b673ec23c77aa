package io.doorway.approval.support;

import static org.awaitility.Awaitility.await;

import io.doorway.clients.phone.HeadlessPhone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Waits for a phone's activity list: its entries are derived from events of Kafka. */
public final class AwaitActivity {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private AwaitActivity() {}

    /** The list as soon as it has this number of entries. */
    public static List<Map<String, Object>> of(HeadlessPhone phone, int entries) {
        return of(phone, listed -> listed.size() == entries);
    }

    /** The list as soon as it is complete. */
    public static List<Map<String, Object>> of(HeadlessPhone phone, Predicate<List<Map<String, Object>>> complete) {
        return await().atMost(TIMEOUT).until(phone::activity, complete);
    }
}
