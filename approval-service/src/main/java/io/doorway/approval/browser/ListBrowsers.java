package io.doorway.approval.browser;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The browsers that an account knows, as one of its devices asks for them. */
@ApplicationScoped
class ListBrowsers {
    private static final String LIST = """
            select browser_id, description, first_used_at, last_used_at, expires_at
            from approval.known_browser
            where account = $1 and forgotten_at is null and expires_at > $2
            order by last_used_at desc, browser_id""";

    private final Database database;
    private final InstantSource clock;

    ListBrowsers(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Uni<BrowserList> list(Credential asker) {
        return database.query(LIST, Tuple.of(asker.account(), clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    List<KnownBrowser> browsers = new ArrayList<>();
                    rows.forEach(row -> browsers.add(browser(row)));
                    return new BrowserList(browsers);
                });
    }

    private static KnownBrowser browser(Row row) {
        return new KnownBrowser(
                row.getString("browser_id"),
                row.getString("description"),
                row.getOffsetDateTime("first_used_at").toInstant(),
                row.getOffsetDateTime("last_used_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
