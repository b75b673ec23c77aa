package io.doorway.audit.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions that are all to hold. The SQL is this class's own; what an operator wrote is only ever bound. */
public final class Filter {

    /** The parameters that {@link Criteria} takes. */
    static final Set<String> NAMES = Set.of(
            "type",
            "class",
            "status",
            "code",
            "severity",
            "challenge",
            "client",
            "account",
            "credential",
            "source_ip",
            "trace");

    private static final Map<String, Integer> CLASSES =
            Map.of("authentication", 3002, "3002", 3002, "entity-management", 3004, "3004", 3004);
    private static final Map<String, String> STATUSES = Map.of("success", "success", "failure", "failure");
    private static final Map<String, Integer> SEVERITIES = Map.of("informational", 1, "low", 2, "medium", 3, "high", 4);

    private final List<Condition> conditions = new ArrayList<>();

    private record Condition(String sql, Object value) {}

    static Filter of(Criteria asked) {
        return new Filter()
                .and("type =", asked.type)
                .and("class =", Parameters.oneOf("class", asked.eventClass, CLASSES))
                .and("status =", Parameters.oneOf("status", asked.status, STATUSES))
                .and("code =", asked.code)
                .and("severity >=", Parameters.oneOf("severity", asked.severity, SEVERITIES))
                .and("challenge =", asked.challenge)
                .and("client =", asked.client)
                .and("account =", asked.account)
                .and("credential =", asked.credential)
                .and("source_ip =", asked.sourceIp)
                .and("trace =", asked.trace);
    }

    /** The time from {@code from}, inclusive, to {@code to}, exclusive. */
    Filter between(@Nullable Instant from, @Nullable Instant to) {
        return and("time >=", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .and("time <", to == null ? null : to.atOffset(ZoneOffset.UTC));
    }

    private Filter and(String sql, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(sql, value));
        }
        return this;
    }

    void appendTo(Query query) {
        conditions.forEach(condition -> query.and(condition.sql(), condition.value()));
    }
}
