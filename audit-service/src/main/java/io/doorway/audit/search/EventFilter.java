package io.doorway.audit.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conjunction of conditions. The SQL consists of constants; values of the request are always bound as parameters. */
public final class EventFilter {

    /** The names of the query parameters in {@link EventFilterParameters}. */
    static final Set<String> NAMES = Set.of(
            "type",
            "class",
            "status",
            "code",
            "attempt",
            "severity",
            "challenge",
            "client",
            "account",
            "credential",
            "source_ip",
            "trace");

    private static final Map<String, Integer> CLASSES = Map.of(
            "account-change", 3001,
            "3001", 3001,
            "authentication", 3002,
            "3002", 3002,
            "entity-management", 3004,
            "3004", 3004,
            "detection-finding", 2004,
            "2004", 2004);
    private static final Map<String, String> STATUSES = Map.of("success", "success", "failure", "failure");
    private static final Map<String, Integer> SEVERITIES = Map.of("informational", 1, "low", 2, "medium", 3, "high", 4);

    private final List<Condition> conditions = new ArrayList<>();

    private record Condition(String sql, Object value) {}

    static EventFilter of(EventFilterParameters parameters) {
        return new EventFilter()
                .and("type =", parameters.type)
                .and("class =", QueryParameters.oneOf("class", parameters.eventClass, CLASSES))
                .and("status =", QueryParameters.oneOf("status", parameters.status, STATUSES))
                .and("code =", parameters.code)
                .and("ocsf #>> '{unmapped,doorway,attempt}' =", parameters.attempt)
                .and("severity >=", QueryParameters.oneOf("severity", parameters.severity, SEVERITIES))
                .and("challenge =", parameters.challenge)
                .and("client =", parameters.client)
                .and("account =", parameters.account)
                .and("credential =", parameters.credential)
                .and("source_ip =", parameters.sourceIp)
                .and("trace ^@", parameters.trace);
    }

    /** The time from {@code from}, inclusive, to {@code to}, exclusive. */
    EventFilter between(@Nullable Instant from, @Nullable Instant to) {
        return and("time >=", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .and("time <", to == null ? null : to.atOffset(ZoneOffset.UTC));
    }

    private EventFilter and(String sql, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(sql, value));
        }
        return this;
    }

    void appendTo(SqlQuery query) {
        conditions.forEach(condition -> query.and(condition.sql(), condition.value()));
    }
}
