package io.doorway.store.kafka;

import io.doorway.store.OutboxEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits entries into batches with distinct keys, in order.
 *
 * <p>A producer that gives up on one record may still deliver the next. If both had the same key, the log would contain a later event
 * without the earlier one. So the later one is sent in a later batch, after the earlier one is acknowledged.
 */
final class KeyOrderedBatches {

    private KeyOrderedBatches() {}

    static List<List<OutboxEntry>> of(List<OutboxEntry> entries) {
        if (entries.size() == 1) {
            return List.of(entries);
        }
        Map<String, Integer> countByKey = new HashMap<>();
        List<List<OutboxEntry>> batches = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            int batch = countByKey.merge(entry.key(), 1, Integer::sum) - 1;
            if (batch == batches.size()) {
                batches.add(new ArrayList<>());
            }
            batches.get(batch).add(entry);
        }
        return batches;
    }
}
