package io.doorway.approval.account.revocation;

import io.doorway.approval.database.Database;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.SessionId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the revocation list again from PostgreSQL: what changed since the last time, and everything that can still matter at the start
 * and when Redis may have lost entries, which its replication id shows.
 *
 * <p>A change is committed before it is in the list. If the process dies in between, or Redis does not answer, any instance completes the
 * change within seconds. An entry has the version of its row, so that writing it again never undoes a later change.
 */
@Singleton
class RestoreRevocationList {
    private static final Logger LOGGER = Logger.getLogger(RestoreRevocationList.class);

    static final Duration WINDOW = RevocationList.RETENTION;

    /** Longer than a transaction can be open between the time that it writes and its commit. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final int PAGE = 500;

    /** Few, so that logins always find a connection to Redis. */
    private static final int CONCURRENT = 4;

    private static final String NOW = "select now() as now";
    private static final String CHANGED = """
            select * from (
                select status_changed_at as at, 'account' as kind, account as id, status_version as version,
                    status = 'suspended' as revoked
                from approval.account where status_changed_at >= $1
                union all
                select revoked_at, 'credential', credential_id, 1, true
                from approval.credential where revoked_at >= $1
                union all
                select disowned_at, 'session', id, 1, true
                from approval.activity where disowned_at >= $1 and kind = 'login'
                union all
                select ended_at, 'session', challenge_id, 1, true
                from approval.sso_session where ended_at >= $1) changed
            where (at, kind, id) > ($1, $2, $3)
            order by at, kind, id
            limit $4""";

    private final Database database;
    private final RevocationList revocationList;
    private volatile @Nullable Restored last;

    RestoreRevocationList(Database database, RevocationList revocationList) {
        this.database = database;
        this.revocationList = revocationList;
    }

    /**
     * Up to when the list is known to be complete.
     *
     * @param history the history of Redis that it is complete in
     * @param until a time of PostgreSQL's clock
     */
    private record Restored(String history, Instant until) {}

    /** The last row of a page. */
    private record Position(Instant at, String kind, String id) {}

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> restore() {
        return revocationList
                .storeHistory()
                .chain(history -> database.query(NOW, Tuple.tuple())
                        .map(rows -> Database.instant(rows.iterator().next(), "now"))
                        .chain(now -> recordFrom(new Position(since(history, now), "", ""))
                                .invoke(() -> last = new Restored(history, now))))
                .onFailure()
                .invoke(e -> LOGGER.warnf("the revocation list is not written again yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Instant since(String history, Instant now) {
        Restored before = last;
        return before == null || !before.history().equals(history)
                ? now.minus(WINDOW)
                : before.until().minus(OVERLAP);
    }

    private Uni<Void> recordFrom(Position start) {
        Tuple arguments = Tuple.of(Database.timestamp(start.at()), start.kind(), start.id(), PAGE);
        return database.query(CHANGED, arguments).chain(rows -> {
            List<Row> page = Database.list(rows, row -> row);
            Uni<Void> recorded = Multi.createFrom()
                    .iterable(page)
                    .onItem()
                    .transformToUni(this::record)
                    .merge(CONCURRENT)
                    .collect()
                    .asList()
                    .replaceWithVoid();
            return page.size() < PAGE ? recorded : recorded.chain(() -> recordFrom(position(page.getLast())));
        });
    }

    private Uni<Void> record(Row row) {
        String id = row.getString("id");
        return switch (row.getString("kind")) {
            case "account" -> {
                RevocationList.Account account = new RevocationList.Account(new AccountId(id));
                long version = row.getLong("version");
                yield row.getBoolean("revoked")
                        ? revocationList.suspend(account, version)
                        : revocationList.resume(account, version);
            }
            case "credential" -> revocationList.revoke(new RevocationList.Credential(new CredentialId(id)));
            case "session" -> revocationList.revoke(new RevocationList.Session(SessionId.of(new ChallengeId(id))));
            case String other -> throw new IllegalStateException("unexpected kind of revocation: " + other);
        };
    }

    private static Position position(Row row) {
        return new Position(Database.instant(row, "at"), row.getString("kind"), row.getString("id"));
    }
}
