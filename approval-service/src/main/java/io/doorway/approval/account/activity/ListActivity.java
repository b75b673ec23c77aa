package io.doorway.approval.account.activity;

import io.doorway.approval.account.activity.ActivityPage.Item;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the activity of an account in pages. */
@Singleton
class ListActivity {
    private static final String LIST = """
            select a.*, c.name as device, coalesce(a.browser_agent, known.description) as browser,
                case when a.kind = 'browser_remembered' and known.forgotten_at is null then known.expires_at end
                    as browser_expires_at,
                a.kind = 'login' and a.browser_key is not null and a.disowned_at is null
                    and a.at > now() - interval '24 hours' as may_disown
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
     * @param before the id of the last entry of the previous page, or null for the first page; an id that is not in this account's list
     *     gives an empty page
     * @param limit the maximum number of entries
     */
    Uni<ActivityPage> list(AccountId account, @Nullable String before, int limit) {
        return database.query(LIST, Tuple.of(account.value(), before, limit + 1))
                .map(rows -> {
                    List<Item> found = Database.list(rows, ListActivity::item);
                    List<Item> page = found.subList(0, Math.min(limit, found.size()));
                    return new ActivityPage(
                            page, found.size() > limit ? page.getLast().id() : null);
                });
    }

    private static @Nullable Map<String, Object> details(Row row) {
        JsonObject details = row.getJsonObject("action_details");
        return details == null ? null : details.getMap();
    }

    private static Item item(Row row) {
        return new Item(
                row.getString("id"),
                row.getString("kind"),
                Database.instant(row, "at"),
                row.getString("credential_id"),
                row.getString("device"),
                row.getString("reason"),
                row.getString("client_name"),
                row.getString("client_domain"),
                row.getString("browser"),
                row.getString("browser_ip"),
                row.getString("browser_location"),
                row.getString("invitation_name"),
                row.getString("action"),
                details(row),
                Database.instantOrNull(row, "browser_expires_at"),
                row.getBoolean("may_disown"),
                Database.instantOrNull(row, "disowned_at"));
    }
}
