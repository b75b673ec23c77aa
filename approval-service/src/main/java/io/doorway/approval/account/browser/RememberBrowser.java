package io.doorway.approval.account.browser;

import io.doorway.approval.account.browser.KnownBrowsers.KnownBrowserConfig;
import io.doorway.approval.credential.EnrolmentConfig;
import io.doorway.approval.database.Database;
import io.doorway.approval.event.EventListener;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.store.ChallengeStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes the browser of a login known to its account, or known for longer, if a confirmation code was typed into it. A shared browser
 * never becomes known, and neither does one by a device that is revoked or that approved the login in its cooling-off period: a newcomer
 * adds nothing.
 *
 * <p>The event only says which login to look at. What grants trust is read from the store, which keeps a login for ten minutes after its
 * end: the account, the browser's key, the check and the time. A login that is no longer stored makes no browser known.
 *
 * <p>A login is applied only if it is later than the last use in the row, so that a second delivery changes nothing, and later than
 * the time at which the browser was forgotten, so that it does not make the browser known again.
 *
 * <p>This listener handles an event before the others do: when a login is in the activity list, where the person may disown it, its
 * browser can be forgotten.
 */
@Priority(1)
@Singleton
class RememberBrowser implements EventListener {
    private static final String REMEMBER = """
            insert into approval.known_browser as known
                (browser_id, account, key_thumbprint, description, first_used_at, last_used_at, expires_at, remembered_by)
            select $1, c.account, $3, $4, $5, $5, $6, c.credential_id from approval.credential c
            where c.account = $2 and c.credential_id = $7 and c.revoked_at is null
              and c.enrolled_at + make_interval(secs => $8) <= $9
            on conflict (account, key_thumbprint) do update
            set description = excluded.description, last_used_at = excluded.last_used_at,
                expires_at = excluded.expires_at, remembered_by = excluded.remembered_by, forgotten_at = null
            where known.last_used_at < excluded.last_used_at
              and (known.forgotten_at is null or known.forgotten_at < excluded.last_used_at)
            returning browser_id""";
    private static final String MARK_USED = """
            update approval.known_browser set last_used_at = $3
            where account = $1 and key_thumbprint = $2 and last_used_at < $3 and forgotten_at is null and expires_at > $3""";
    private static final int BROWSER_ID_BYTES = 16;

    private final ChallengeStore store;
    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;
    private final RandomGenerator random;
    private final Duration ttl;
    private final Duration coolingOff;
    private final Counter notFound;

    RememberBrowser(
            ChallengeStore store,
            Database database,
            EventOutbox outbox,
            EventEnvelopes envelopes,
            RandomGenerator random,
            KnownBrowserConfig config,
            EnrolmentConfig enrolment,
            MeterRegistry metrics) {
        this.store = store;
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
        this.random = random;
        this.ttl = config.ttl();
        this.coolingOff = enrolment.coolingOff();
        this.notFound = Counter.builder("doorway.browsers.not.remembered")
                .description("Logins whose browser did not become known, because the login was no longer stored")
                .register(metrics);
    }

    @Override
    public Uni<Void> onChallengeEvent(ChallengeEvent event) {
        if (!(event instanceof ChallengeConsumed)) {
            return Uni.createFrom().voidItem();
        }
        return store.load(event.challengeId()).chain(found -> {
            if (found.isPresent() && found.get().challenge() instanceof Consumed login) {
                return apply(login);
            }
            notFound.increment();
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> apply(Consumed login) {
        if (login.loginRequest().browser().shared()) {
            return Uni.createFrom().voidItem();
        }
        return login.consumption().check() == Check.TYPED_CODE ? remember(login) : markUsed(login);
    }

    private Uni<Void> remember(Consumed login) {
        return database.inTransaction(transaction -> remember(transaction, login))
                .chain(outbox::publish);
    }

    /** The browser's id, which is the key of the event; empty if nothing changed. */
    private Uni<List<String>> remember(SqlClient transaction, Consumed login) {
        Browser browser = login.loginRequest().browser();
        Instant usedAt = login.consumption().at();
        Instant expiresAt = usedAt.plus(ttl);
        Tuple row = Tuple.from(List.of(
                Base64Url.random(random, BROWSER_ID_BYTES),
                login.scan().account().value(),
                browser.keyThumbprint(),
                browser.userAgent(),
                Database.timestamp(usedAt),
                Database.timestamp(expiresAt),
                login.scan().credential().value(),
                (double) coolingOff.toSeconds(),
                Database.timestamp(login.approval().at())));
        return Database.query(transaction, REMEMBER, row)
                .chain(rows -> Database.first(rows)
                        .map(changed -> changed.getString("browser_id"))
                        .map(id -> outbox.add(transaction, event(id, login, expiresAt))
                                .replaceWith(List.of(id)))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<Void> markUsed(Consumed login) {
        Tuple row = Tuple.of(
                login.scan().account().value(),
                login.loginRequest().browser().keyThumbprint(),
                Database.timestamp(login.consumption().at()));
        return database.query(MARK_USED, row).replaceWithVoid();
    }

    private BrowserRemembered event(String browserId, Consumed login, Instant expiresAt) {
        EventEnvelope envelope = envelopes.createInTrace(login.loginRequest().traceparent());
        return new BrowserRemembered(
                envelope.id(),
                envelope.at(),
                browserId,
                login.scan().account(),
                login.loginRequest().browser().userAgent(),
                login.id(),
                expiresAt,
                envelope.traceparent());
    }
}
