package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.phone.HeadlessPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a phone lists of its account as soon as it is complete: Kafka tells of it a moment later. */
final class Activities {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Activities() {}

    /** The list as soon as it has so many entries. */
    static List<Map<String, Object>> of(HeadlessPhone phone, int entries) {
        return of(phone, listed -> listed.size() == entries);
    }

    static List<Map<String, Object>> of(HeadlessPhone phone, Predicate<List<Map<String, Object>>> complete) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        List<Map<String, Object>> listed = phone.activity();
        while (!complete.test(listed) && Instant.now().isBefore(giveUp)) {
            listed = phone.activity();
        }
        assertThat(complete.test(listed)).as("%s", listed).isTrue();
        return listed;
    }
}
