package io.doorway.approval.account.browser;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Removes a browser from the known browsers of an account, so that its next login requires a code. */
@ApplicationScoped
public class ForgetBrowser {
    private static final String LOCK_BY_ID = """
            select browser_id, forgotten_at is not null as forgotten from approval.known_browser
            where account = $1 and browser_id = $2
            for update""";
    private static final String LOCK_BY_KEY = """
            select browser_id, forgotten_at is not null as forgotten from approval.known_browser
            where account = $1 and key_thumbprint = $2
            for update""";
    private static final String FORGET = "update approval.known_browser set forgotten_at = $2 where browser_id = $1";

    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    ForgetBrowser(Database database, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /** Whether the account has ever known a browser of that id; it is forgotten now. May be repeated. */
    Uni<Boolean> forget(String browserId, Credential by) {
        return database.inTransaction(transaction -> forget(transaction, LOCK_BY_ID, browserId, by))
                .chain(found -> outbox.publish(found.stream().toList()).replaceWith(found.isPresent()));
    }

    /**
     * Forgets the browser of a login, in the caller's transaction.
     *
     * @param keyThumbprint of the browser's key
     * @return the browser's id, whose events the caller publishes after the commit; empty if the account has never known the browser
     */
    public Uni<Optional<String>> forgetByKey(SqlClient transaction, String keyThumbprint, Credential by) {
        return forget(transaction, LOCK_BY_KEY, keyThumbprint, by);
    }

    private Uni<Optional<String>> forget(SqlClient transaction, String lock, String idOrKey, Credential by) {
        return Database.query(transaction, lock, Tuple.of(by.account().value(), idOrKey))
                .chain(rows -> forget(transaction, Database.first(rows), by));
    }

    private Uni<Optional<String>> forget(SqlClient transaction, Optional<Row> found, Credential by) {
        Optional<String> browser = found.map(row -> row.getString("browser_id"));
        if (found.isEmpty() || found.get().getBoolean("forgotten")) {
            return Uni.createFrom().item(browser);
        }
        EventEnvelope envelope = envelopes.create();
        BrowserForgotten event = new BrowserForgotten(
                envelope.id(), envelope.at(), browser.get(), by.account(), by.id(), envelope.traceparent());
        return Database.query(transaction, FORGET, Tuple.of(browser.get(), Database.timestamp(envelope.at())))
                .chain(() -> outbox.add(transaction, event))
                .replaceWith(browser);
    }
}
