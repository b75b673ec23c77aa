package io.doorway.approval.activity;

import io.doorway.approval.database.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Writes the activity. An event that comes again, or after a later one of its challenge, changes nothing. */
@ApplicationScoped
class Entries {
    private static final Logger LOGGER = Logger.getLogger(Entries.class);

    private static final String PUT = """
            insert into approval.activity (account, id, version, kind, at, credential_id, reason, traceparent,
                browser_id, client, client_name, client_domain, browser_key, browser_agent, browser_ip, browser_location)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            on conflict (account, id) do update set
                version = excluded.version, kind = excluded.kind, at = excluded.at, reason = excluded.reason,
                client_domain = excluded.client_domain, browser_key = excluded.browser_key,
                browser_agent = excluded.browser_agent, browser_ip = excluded.browser_ip,
                browser_location = excluded.browser_location
            where activity.version < excluded.version""";
    private static final String FORGET_OLD = "delete from approval.activity where at < now() - interval '90 days'";

    private final Database database;

    Entries(Database database) {
        this.database = database;
    }

    Uni<Void> put(Entry entry) {
        Tuple row = Tuple.tuple()
                .addValue(entry.account())
                .addValue(entry.id())
                .addValue(entry.version())
                .addValue(entry.kind().wireName())
                .addValue(entry.at().atOffset(ZoneOffset.UTC))
                .addValue(entry.credential())
                .addValue(entry.reason())
                .addValue(entry.traceparent())
                .addValue(entry.browserId());
        Entry.Party party = entry.party();
        row.addValue(party == null ? null : party.client())
                .addValue(party == null ? null : party.name())
                .addValue(party == null ? null : party.domain());
        Entry.Browser browser = party == null ? null : party.browser();
        row.addValue(browser == null ? null : browser.key())
                .addValue(browser == null ? null : browser.agent())
                .addValue(browser == null ? null : browser.ip())
                .addValue(browser == null ? null : browser.location());
        return database.query(PUT, row).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return database.query(FORGET_OLD, Tuple.tuple())
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOGGER.warnf("old activity waits to be forgotten: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
