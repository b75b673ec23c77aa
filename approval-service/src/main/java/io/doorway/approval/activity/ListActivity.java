package io.doorway.approval.activity;

import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The activity of an account, in parts. */
@ApplicationScoped
class ListActivity {
    private static final String LIST = """
            select a.*, c.name as device, coalesce(a.browser_agent, known.description) as browser,
                a.kind = 'login' and a.disowned_at is null and a.at > now() - interval '24 hours' as may_disown
            from approval.activity a
                left join approval.credential c using (credential_id)
                left join approval.known_browser known using (browser_id)
            where a.account = $1 and ($2::text is null or (a.at, a.id) < (
                select last.at, last.id from approval.activity last where last.account = $1 and last.id = $2))
            order by a.at desc, a.id desc
            limit $3""";

    private final Database database;

    ListActivity(Database database) {
        this.database = database;
    }

    /**
     * @param before the id after which the part begins, or null for the newest; one of another account is like none
     * @param limit how many at most
     */
    Uni<ActivityPage> list(String account, @Nullable String before, int limit) {
        return database.query(LIST, Tuple.of(account, before, limit + 1)).map(rows -> {
            List<Activity> found = new ArrayList<>();
            rows.forEach(row -> found.add(activity(row)));
            List<Activity> shown = found.subList(0, Math.min(limit, found.size()));
            return new ActivityPage(
                    shown, found.size() > limit ? shown.getLast().id() : null);
        });
    }

    private static Activity activity(Row row) {
        return new Activity(
                row.getString("id"),
                row.getString("kind"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("credential_id"),
                row.getString("device"),
                row.getString("reason"),
                row.getString("client_name"),
                row.getString("client_domain"),
                row.getString("browser"),
                row.getString("browser_ip"),
                row.getString("browser_location"),
                row.getBoolean("may_disown"),
                instant(row.getOffsetDateTime("disowned_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
