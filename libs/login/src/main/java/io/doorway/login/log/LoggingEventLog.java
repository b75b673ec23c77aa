package io.doorway.login.log;

import io.doorway.protocol.event.Topics;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Logs the type and the challenge id of every event that Kafka has acknowledged, and nothing of its content. */
public final class LoggingEventLog implements EventLog {

    private static final Logger LOGGER = Logger.getLogger("io.doorway.events");
    private static final String TYPE = "\"type\":\"";

    private final EventLog log;

    private final Runnable onRecord;

    /** @param onRecord is run for each event before it is appended, on the caller's thread */
    public LoggingEventLog(EventLog log, Runnable onRecord) {
        this.log = log;
        this.onRecord = onRecord;
    }

    @Override
    public Uni<Void> append(List<OutboxEntry> entries) {
        return Uni.createFrom()
                .deferred(() -> {
                    entries.forEach(entry -> onRecord.run());
                    return log.append(entries);
                })
                .invoke(() -> entries.forEach(LoggingEventLog::line));
    }

    private static void line(OutboxEntry entry) {
        if (!entry.event().topic().equals(Topics.TRANSITIONS)) {
            LOGGER.info(type(entry.event().value()));
            return;
        }
        Object before = MDC.get(ChallengeLogContext.KEY);
        MDC.put(ChallengeLogContext.KEY, entry.key());
        LOGGER.info(type(entry.event().value()));
        restore(before);
    }

    private static void restore(@Nullable Object before) {
        if (before == null) {
            MDC.remove(ChallengeLogContext.KEY);
        } else {
            MDC.put(ChallengeLogContext.KEY, before);
        }
    }

    private static String type(String json) {
        int start = json.indexOf(TYPE) + TYPE.length();
        return json.substring(start, json.indexOf('"', start));
    }
}
