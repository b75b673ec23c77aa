package io.doorway.approval.account.browser;

import io.doorway.approval.account.browser.KnownBrowsers.KnownBrowserConfig;
import io.doorway.approval.database.Database;
import io.doorway.approval.event.EventListener;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.vocabulary.Check;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes the browser of a login known to its account, or known for longer, if a confirmation code was typed into it. A shared browser
 * never becomes known.
 *
 * <p>An event is applied only if it is later than the last use in the row, so that a second delivery changes nothing, and later than
 * the time at which the browser was forgotten, so that it does not make the browser known again.
 *
 * <p>This listener handles an event before the others do: when a login is in the activity list, where the person may disown it, its
 * browser can be forgotten.
 */
@Priority(1)
@ApplicationScoped
class RememberBrowser implements EventListener {
    private static final String REMEMBER = """
            insert into approval.known_browser as known
                (browser_id, account, key_thumbprint, description, first_used_at, last_used_at, expires_at)
            select $1, account, $3, $4, $5, $5, $6 from approval.account where account = $2
            on conflict (account, key_thumbprint) do update
            set description = excluded.description, last_used_at = excluded.last_used_at,
                expires_at = excluded.expires_at, forgotten_at = null
            where known.last_used_at < excluded.last_used_at
              and (known.forgotten_at is null or known.forgotten_at < excluded.last_used_at)
            returning browser_id""";
    private static final String MARK_USED = """
            update approval.known_browser set last_used_at = $3
            where account = $1 and key_thumbprint = $2 and last_used_at < $3 and forgotten_at is null and expires_at > $3""";
    private static final int BROWSER_ID_BYTES = 16;

    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;
    private final RandomGenerator random;
    private final Duration ttl;

    RememberBrowser(
            Database database,
            EventOutbox outbox,
            EventEnvelopes envelopes,
            RandomGenerator random,
            KnownBrowserConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
        this.random = random;
        this.ttl = config.ttl();
    }

    @Override
    public Uni<Void> onChallengeEvent(ChallengeEvent event) {
        if (!(event instanceof ChallengeConsumed login) || login.browserShared()) {
            return Uni.createFrom().voidItem();
        }
        return login.check() == Check.TYPED_CODE ? remember(login) : markUsed(login);
    }

    private Uni<Void> remember(ChallengeConsumed login) {
        return database.inTransaction(transaction -> remember(transaction, login))
                .chain(outbox::publish);
    }

    /** The browser's id, which is the key of the event; empty if nothing changed. */
    private Uni<List<String>> remember(SqlClient transaction, ChallengeConsumed login) {
        Instant expiresAt = login.at().plus(ttl);
        Tuple row = Tuple.of(
                Base64Url.random(random, BROWSER_ID_BYTES),
                login.account().value(),
                login.browserKey(),
                login.browserAgent(),
                Database.timestamp(login.at()),
                Database.timestamp(expiresAt));
        return Database.query(transaction, REMEMBER, row)
                .chain(rows -> Database.first(rows)
                        .map(changed -> changed.getString("browser_id"))
                        .map(browser -> outbox.add(transaction, event(browser, login, expiresAt))
                                .replaceWith(List.of(browser)))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<Void> markUsed(ChallengeConsumed login) {
        return database.query(
                        MARK_USED,
                        Tuple.of(login.account().value(), login.browserKey(), Database.timestamp(login.at())))
                .replaceWithVoid();
    }

    private BrowserRemembered event(String browser, ChallengeConsumed login, Instant expiresAt) {
        EventEnvelope envelope = envelopes.createInTrace(login.traceparent());
        return new BrowserRemembered(
                envelope.id(),
                envelope.at(),
                browser,
                login.account(),
                login.browserAgent(),
                login.challengeId(),
                expiresAt,
                envelope.traceparent());
    }
}
