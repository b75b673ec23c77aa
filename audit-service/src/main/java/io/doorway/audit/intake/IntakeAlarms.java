package io.doorway.audit.intake;

import io.doorway.audit.intake.ReceivedRecord.Finding;
import io.doorway.audit.ocsf.IntakeAlarm;
import io.doorway.protocol.record.RecordFault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Summarizes the records of a batch that were set aside: one alarm for each topic and reason, however many records they are. */
final class IntakeAlarms {

    private record Kind(String topic, RecordFault fault) {}

    private IntakeAlarms() {}

    static List<IntakeAlarm> of(List<Finding> records, Instant at) {
        Map<Kind, List<Finding>> byKind = records.stream()
                .collect(Collectors.groupingBy(
                        record -> new Kind(record.source().topic(), record.fault()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byKind.values().stream().map(kind -> alarm(kind, at)).toList();
    }

    private static IntakeAlarm alarm(List<Finding> kind, Instant at) {
        Finding first = kind.getFirst();
        return new IntakeAlarm(
                at,
                first.source().topic(),
                first.fault(),
                kind.size(),
                first.source().partition(),
                first.source().offset(),
                first.detail());
    }
}
