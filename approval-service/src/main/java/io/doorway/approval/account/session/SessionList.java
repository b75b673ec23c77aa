package io.doorway.approval.account.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists where an account is logged in: one entry for each browser, because its sessions end together. */
@Singleton
class SessionList {

    /** The browser is that of the last login in it with a phone. It is unknown until the login is in the activity. */
    private static final String LIST = """
            select s.browser_session, min(s.started_at) as started_at, max(s.expires_at) as expires_at,
                max(w.used_at) as last_used_at, array_agg(distinct w.name order by w.name) as websites,
                (array_agg(a.browser_agent order by s.started_at desc) filter (where a.browser_agent is not null))[1] as browser,
                (array_agg(a.browser_location order by s.started_at desc)
                    filter (where a.browser_location is not null))[1] as location
            from approval.sso_session s join approval.sso_website w using (session_id)
                left join approval.activity a on a.account = s.account and a.id = s.challenge_id and a.kind = 'login'
            where s.account = $1 and s.ended_at is null and s.expires_at > now()
            group by s.browser_session
            order by last_used_at desc, s.browser_session
            limit 100""";

    private final Database database;

    SessionList(Database database) {
        this.database = database;
    }

    /** @param sessions the last used first, at most 100 */
    record Listed(List<ListedSession> sessions) {}

    /**
     * The sessions of one browser.
     *
     * @param id by which they are ended
     * @param browser browser and operating system
     * @param location where the browser was at its last login with a phone
     * @param startedAt the first login with a phone
     * @param lastUsedAt the last login, with or without a phone
     * @param expiresAt until when the browser logs the person in without a phone
     * @param websites the names of the relying parties that it logged the person in at
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedSession(
            String id,
            @Nullable String browser,
            @Nullable String location,
            Instant startedAt,
            Instant lastUsedAt,
            Instant expiresAt,
            List<String> websites) {}

    Uni<Listed> of(AccountId account) {
        return database.query(LIST, Tuple.of(account.value()))
                .map(rows -> new Listed(Database.list(rows, SessionList::session)));
    }

    private static ListedSession session(Row row) {
        return new ListedSession(
                row.getString("browser_session"),
                row.getString("browser"),
                row.getString("location"),
                Database.instant(row, "started_at"),
                Database.instant(row, "last_used_at"),
                Database.instant(row, "expires_at"),
                List.of(row.getArrayOfStrings("websites")));
    }
}
