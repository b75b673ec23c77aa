package io.doorway.audit.search;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** A SELECT statement with its conditions and bound values. */
final class SqlQuery {

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    SqlQuery(String select) {
        this.sql = new StringBuilder(select).append(" where true");
    }

    /**
     * Adds a condition.
     *
     * @param left the condition up to its last operand, such as {@code client =}
     */
    SqlQuery and(String left, Object value) {
        sql.append(" and ").append(left).append(' ').append(bind(value));
        return this;
    }

    SqlQuery append(String text) {
        sql.append(' ').append(text);
        return this;
    }

    /** Binds a value and returns its placeholder. */
    String bind(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    String sql() {
        return sql.toString();
    }

    Tuple values() {
        return Tuple.tuple(values);
    }
}
