package io.doorway.approval.account.browser;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten.ForgottenBecause;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Removes a browser from the known browsers of an account, so that its next login requires a code. */
@Singleton
public class ForgetBrowser {
    private static final String LOCK_BY_ID = """
            select browser_id, forgotten_at is not null as forgotten from approval.known_browser
            where account = $1 and browser_id = $2
            for update""";
    private static final String LOCK_BY_KEY = """
            select browser_id, forgotten_at is not null as forgotten from approval.known_browser
            where account = $1 and key_thumbprint = $2
            for update""";
    private static final String LOCK_BY_DEVICE = """
            select browser_id from approval.known_browser
            where account = $1 and remembered_by = $2 and forgotten_at is null
            order by browser_id
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

    /** Forgets every browser that a revoked device has made known. May be repeated. */
    Uni<Void> forgetAllOf(Credential revoked) {
        Tuple device = Tuple.of(revoked.account().value(), revoked.id().value());
        return database.inTransaction(transaction -> Database.query(transaction, LOCK_BY_DEVICE, device)
                        .map(rows -> Database.list(rows, row -> row.getString("browser_id")))
                        .call(browsers -> Multi.createFrom()
                                .iterable(browsers)
                                .onItem()
                                .transformToUniAndConcatenate(browser ->
                                        forget(transaction, browser, revoked, ForgottenBecause.DEVICE_REVOKED))
                                .collect()
                                .asList()))
                .chain(outbox::publish);
    }

    private Uni<Optional<String>> forget(SqlClient transaction, String lock, String idOrKey, Credential by) {
        return Database.query(transaction, lock, Tuple.of(by.account().value(), idOrKey))
                .chain(rows -> forget(transaction, Database.first(rows), by));
    }

    private Uni<Optional<String>> forget(SqlClient transaction, Optional<Row> found, Credential by) {
        Optional<String> browser = found.map(row -> row.getString("browser_id"));
        return found.isEmpty() || found.get().getBoolean("forgotten")
                ? Uni.createFrom().item(browser)
                : forget(transaction, browser.get(), by, ForgottenBecause.PERSON)
                        .replaceWith(browser);
    }

    /** @param device that of the event */
    private Uni<Void> forget(SqlClient transaction, String browser, Credential device, ForgottenBecause because) {
        EventEnvelope envelope = envelopes.create();
        BrowserForgotten event = new BrowserForgotten(
                envelope.id(), envelope.at(), browser, device.account(), device.id(), because, envelope.traceparent());
        return Database.query(transaction, FORGET, Tuple.of(browser, Database.timestamp(envelope.at())))
                .chain(() -> outbox.add(transaction, event));
    }
}
