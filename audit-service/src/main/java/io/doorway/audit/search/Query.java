package io.doorway.audit.search;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** A select that grows by conditions, and the values bound in them. */
final class Query {

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    Query(String select) {
        this.sql = new StringBuilder(select).append(" where true");
    }

    /** @param left the condition up to its last operand, such as {@code client =} */
    Query and(String left, Object value) {
        sql.append(" and ").append(left).append(' ').append(bind(value));
        return this;
    }

    Query append(String text) {
        sql.append(' ').append(text);
        return this;
    }

    /** The placeholder that stands for the value. */
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
