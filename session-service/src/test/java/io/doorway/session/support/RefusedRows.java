package io.doorway.session.support;

import io.doorway.session.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;

/** A table that refuses some rows, as a database does that fails, until this is closed. */
public final class RefusedRows implements AutoCloseable {
    private final Database database;
    private final String table;

    /**
     * @param table the table, with its schema
     * @param column the column whose value decides
     * @param value the value with which no row is stored
     */
    public RefusedRows(Database database, String table, String column, String value) {
        this.database = database;
        this.table = table;
        alter("add constraint refused check (%s <> '%s') not valid".formatted(column, value));
    }

    @Override
    public void close() {
        alter("drop constraint refused");
    }

    private void alter(String change) {
        database.query("alter table " + table + " " + change, Tuple.tuple())
                .await()
                .indefinitely();
    }
}
