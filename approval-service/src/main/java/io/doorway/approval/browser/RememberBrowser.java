package io.doorway.approval.browser;

import io.doorway.approval.database.Database;
import io.doorway.approval.follow.TransitionFollower;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.event.BrowserRemembered;
import io.doorway.protocol.event.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A login whose code was typed into the browser makes the browser known to the account, or known for longer. A browser that is
 * shared never is.
 *
 * <p>An event counts if the row has seen none as late, so that one that comes again changes nothing, and if it is later than a
 * forgetting, so that it brings nothing back.
 *
 * <p>It follows an event before others do: a login that a person sees in the list, and may say was not theirs, has a browser that
 * can be forgotten.
 */
@Priority(1)
@ApplicationScoped
class RememberBrowser implements TransitionFollower {
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
    private static final String USED = """
            update approval.known_browser set last_used_at = $3
            where account = $1 and key_thumbprint = $2 and last_used_at < $3 and forgotten_at is null and expires_at > $3""";
    private static final int BROWSER_BYTES = 16;

    private final Database database;
    private final EventOutbox outbox;
    private final EventStamps stamps;
    private final RandomGenerator random;
    private final Duration life;

    RememberBrowser(
            Database database,
            EventOutbox outbox,
            EventStamps stamps,
            RandomGenerator random,
            KnownBrowserConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.stamps = stamps;
        this.random = random;
        this.life = config.life();
    }

    @Override
    public Uni<Void> follow(ChallengeEvent event) {
        if (!(event instanceof ChallengeConsumed login) || login.browserShared()) {
            return Uni.createFrom().voidItem();
        }
        return login.check() == Check.TYPED_CODE ? remember(login) : used(login);
    }

    private Uni<Void> remember(ChallengeConsumed login) {
        return database.inTransaction(transaction -> remember(transaction, login))
                .chain(outbox::tell);
    }

    /** The browser's id where something changed, for then there is an event to be told. */
    private Uni<List<String>> remember(SqlClient transaction, ChallengeConsumed login) {
        Instant expiresAt = login.at().plus(life);
        Tuple row = Tuple.of(
                Base64Url.random(random, BROWSER_BYTES),
                login.account(),
                login.browserKey(),
                login.browserAgent(),
                utc(login.at()),
                utc(expiresAt));
        return Database.rows(transaction, REMEMBER, row)
                .chain(rows -> Database.first(rows)
                        .map(changed -> changed.getString("browser_id"))
                        .map(browser -> outbox.add(transaction, event(browser, login, expiresAt))
                                .replaceWith(List.of(browser)))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<Void> used(ChallengeConsumed login) {
        return database.query(USED, Tuple.of(login.account(), login.browserKey(), utc(login.at())))
                .replaceWithVoid();
    }

    private BrowserRemembered event(String browser, ChallengeConsumed login, Instant expiresAt) {
        Stamp stamp = stamps.nowIn(login.traceparent());
        return new BrowserRemembered(
                stamp.id(),
                stamp.at(),
                browser,
                login.account(),
                login.browserAgent(),
                login.challengeId().value(),
                expiresAt,
                stamp.traceparent());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
