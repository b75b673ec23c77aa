package io.doorway.approval.browser;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.protocol.event.BrowserForgotten;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Optional;

/** A browser is a stranger again: the next login with it is asked for a code. */
@ApplicationScoped
public class ForgetBrowser {
    private static final String LOCK_ID = """
            select browser_id, forgotten_at is not null as forgotten from approval.known_browser
            where account = $1 and browser_id = $2
            for update""";
    private static final String LOCK_KEY = """
            select browser_id, forgotten_at is not null as forgotten from approval.known_browser
            where account = $1 and key_thumbprint = $2
            for update""";
    private static final String FORGET = "update approval.known_browser set forgotten_at = $2 where browser_id = $1";

    private final Database database;
    private final EventOutbox outbox;
    private final EventStamps stamps;

    ForgetBrowser(Database database, EventOutbox outbox, EventStamps stamps) {
        this.database = database;
        this.outbox = outbox;
        this.stamps = stamps;
    }

    /** Whether the browser is forgotten now; false if the account never knew one of that id. Repeating it is no error. */
    Uni<Boolean> forget(String browserId, Credential by) {
        return database.inTransaction(transaction -> forget(transaction, LOCK_ID, browserId, by))
                .chain(known -> outbox.tell(known.stream().toList()).replaceWith(known.isPresent()));
    }

    /**
     * The same for the browser of a login, which is known by its key, in the transaction of what else the person undoes. The id is
     * what the outbox has to tell of once that is committed; empty if the account never knew the browser.
     */
    public Uni<Optional<String>> forgetKey(SqlClient transaction, String keyThumbprint, Credential by) {
        return forget(transaction, LOCK_KEY, keyThumbprint, by);
    }

    private Uni<Optional<String>> forget(SqlClient transaction, String lock, String name, Credential by) {
        return Database.rows(transaction, lock, Tuple.of(by.account(), name))
                .chain(rows -> forget(transaction, Database.first(rows), by));
    }

    private Uni<Optional<String>> forget(SqlClient transaction, Optional<Row> found, Credential by) {
        Optional<String> browser = found.map(row -> row.getString("browser_id"));
        if (found.isEmpty() || found.get().getBoolean("forgotten")) {
            return Uni.createFrom().item(browser);
        }
        Stamp stamp = stamps.now();
        BrowserForgotten event =
                new BrowserForgotten(stamp.id(), stamp.at(), browser.get(), by.account(), by.id(), stamp.traceparent());
        return Database.rows(
                        transaction, FORGET, Tuple.of(browser.get(), stamp.at().atOffset(ZoneOffset.UTC)))
                .chain(() -> outbox.add(transaction, event))
                .replaceWith(browser);
    }
}
