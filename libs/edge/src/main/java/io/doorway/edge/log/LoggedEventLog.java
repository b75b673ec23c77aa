package io.doorway.edge.log;

import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Writes one line for every fact that Kafka has acknowledged: what happened, to which challenge, never with what. */
public final class LoggedEventLog implements EventLog {

    private static final Logger LOGGER = Logger.getLogger("io.doorway.facts");
    private static final String TYPE = "\"type\":\"";

    private final EventLog log;

    public LoggedEventLog(EventLog log) {
        this.log = log;
    }

    @Override
    public Uni<Void> append(List<OutboxEntry> entries) {
        return log.append(entries).invoke(() -> entries.forEach(LoggedEventLog::line));
    }

    private static void line(OutboxEntry entry) {
        MDC.put(ChallengeLogContext.KEY, entry.key());
        LOGGER.info(type(entry.value()));
    }

    private static String type(String json) {
        int start = json.indexOf(TYPE) + TYPE.length();
        return json.substring(start, json.indexOf('"', start));
    }
}
