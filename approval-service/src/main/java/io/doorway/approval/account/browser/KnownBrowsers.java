package io.doorway.approval.account.browser;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.AccountId;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Reads the known browsers of an account. One that a revoked device had made known is not known, whether or not {@link
 * ForgetBrowsersOfRevokedDevice} has already forgotten it.
 */
@ApplicationScoped
public class KnownBrowsers {
    private static final String FIND = """
            select 1 from approval.known_browser
            where account = $1 and key_thumbprint = $2 and forgotten_at is null and expires_at > $3
              and not exists (select from approval.credential c where c.credential_id = remembered_by and c.revoked_at is not null)""";
    private static final String LIST = """
            select browser_id, description, first_used_at, last_used_at, expires_at
            from approval.known_browser
            where account = $1 and forgotten_at is null and expires_at > $2
              and not exists (select from approval.credential c where c.credential_id = remembered_by and c.revoked_at is not null)
            order by last_used_at desc, browser_id""";

    private final Database database;
    private final InstantSource clock;

    KnownBrowsers(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Known browsers. */
    @ConfigMapping(prefix = "doorway.known-browsers")
    public interface KnownBrowserConfig {

        /**
         * How long a browser stays known after a login with a confirmation code, at most nine years. A known browser needs no further
         * code.
         */
        @DurationMin(seconds = 1)
        @DurationMax(days = 3285)
        @WithDefault("P90D")
        Duration ttl();
    }

    /** @param browsers the last used first */
    record BrowserList(List<ListedBrowser> browsers) {}

    /**
     * A browser in a person's list.
     *
     * @param browserId its id
     * @param description browser and operating system
     * @param firstUsedAt the first login of the account with it
     * @param lastUsedAt the last login of the account with it
     * @param expiresAt from when on it is asked for a code again
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record ListedBrowser(
            String browserId, String description, Instant firstUsedAt, Instant lastUsedAt, Instant expiresAt) {}

    /** @param keyThumbprint of the key that the browser proved when the challenge was created */
    public Uni<Boolean> isKnown(AccountId account, String keyThumbprint) {
        return database.query(FIND, Tuple.of(account.value(), keyThumbprint, Database.timestamp(clock.instant())))
                .map(rows -> rows.size() > 0);
    }

    Uni<BrowserList> list(AccountId account) {
        return database.query(LIST, Tuple.of(account.value(), Database.timestamp(clock.instant())))
                .map(rows -> new BrowserList(Database.list(rows, KnownBrowsers::listedBrowser)));
    }

    private static ListedBrowser listedBrowser(Row row) {
        return new ListedBrowser(
                row.getString("browser_id"),
                row.getString("description"),
                Database.instant(row, "first_used_at"),
                Database.instant(row, "last_used_at"),
                Database.instant(row, "expires_at"));
    }
}
