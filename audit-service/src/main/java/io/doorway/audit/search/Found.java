package io.doorway.audit.search;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;

/**
 * A recorded event.
 *
 * @param seq its place in the order in which events became durable
 * @param ocsf its OCSF record as JSON
 */
public record Found(long seq, OffsetDateTime time, String ocsf) {

    static Found of(Row row) {
        return new Found(row.getLong("seq"), row.getOffsetDateTime("time"), row.getString("ocsf"));
    }

    Cursor cursor() {
        return new Cursor(time, seq);
    }
}
