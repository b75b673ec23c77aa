package io.doorway.approval.account.activity;

import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.Identifier;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes activity lists. A second delivery of an event, or an event older than the stored entry of its challenge, changes nothing; a
 * login is final.
 */
@Singleton
class ActivityStore {
    private static final Logger LOGGER = Logger.getLogger(ActivityStore.class);

    private static final String PUT = """
            insert into approval.activity (account, id, version, kind, at, credential_id, reason, traceparent,
                browser_id, client, client_name, client_domain, browser_key, browser_agent, browser_ip, browser_location,
                invitation_name, action, action_details)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            on conflict (account, id) do update set
                version = excluded.version, kind = excluded.kind, at = excluded.at, reason = excluded.reason,
                client_domain = excluded.client_domain, browser_key = excluded.browser_key,
                browser_agent = excluded.browser_agent, browser_ip = excluded.browser_ip,
                browser_location = excluded.browser_location,
                action = coalesce(excluded.action, activity.action),
                action_details = coalesce(excluded.action_details, activity.action_details)
            where activity.version < excluded.version and activity.kind <> 'login'""";
    private static final String DELETE_OLD = "delete from approval.activity where at < now() - interval '90 days'";

    private final Database database;

    ActivityStore(Database database) {
        this.database = database;
    }

    Uni<Void> put(ActivityEntry entry) {
        Tuple row = Tuple.tuple()
                .addValue(entry.account().value())
                .addValue(entry.id())
                .addValue(entry.version())
                .addValue(entry.kind().wireName())
                .addValue(Database.timestamp(entry.at()))
                .addValue(Identifier.valueOrNull(entry.credential()))
                .addValue(entry.reason())
                .addValue(entry.traceparent())
                .addValue(entry.browserId());
        ActivityEntry.LoginDetails login = entry.login();
        row.addValue(login == null ? null : login.client().value())
                .addValue(login == null ? null : login.name())
                .addValue(login == null ? null : login.domain());
        ActivityEntry.LoginBrowser browser = login == null ? null : login.browser();
        row.addValue(browser == null ? null : browser.key())
                .addValue(browser == null ? null : browser.agent())
                .addValue(browser == null ? null : browser.ip())
                .addValue(browser == null ? null : browser.location());
        Map<String, String> details = login == null ? null : login.actionDetails();
        row.addValue(entry.invitationName())
                .addValue(login == null ? null : login.action())
                .addValue(details == null ? null : new JsonObject(new LinkedHashMap<>(details)));
        return database.query(PUT, row).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteOld() {
        return database.query(DELETE_OLD, Tuple.tuple())
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOGGER.warnf("old activity is not deleted yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
