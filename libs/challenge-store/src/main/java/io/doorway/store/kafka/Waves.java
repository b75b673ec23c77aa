package io.doorway.store.kafka;

import io.doorway.store.OutboxEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits entries so that no part holds a key twice.
 *
 * <p>A producer that gives up on one record may still deliver the next. Were both of one key, the log would hold a later event
 * without the earlier one; so the later one waits for the earlier one's acknowledgement.
 */
final class Waves {

    private Waves() {}

    static List<List<OutboxEntry>> of(List<OutboxEntry> entries) {
        if (entries.size() == 1) {
            return List.of(entries);
        }
        Map<String, Integer> seen = new HashMap<>();
        List<List<OutboxEntry>> waves = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            int wave = seen.merge(entry.key(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(entry);
        }
        return waves;
    }
}
