package io.doorway.approval.account.browser;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.web.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Reads the known browsers of an account. One that a revoked device had made known is not known, whether or not {@link
 * ForgetBrowsersOfRevokedDevice} has already forgotten it.
 */
@Singleton
public class KnownBrowsers {
    /** The condition that a browser {@code b} of an account is known at the time {@code $2}. */
    private static final String KNOWN = """
            b.forgotten_at is null and b.expires_at > $2
              and not exists (select from approval.credential r where r.credential_id = b.remembered_by and r.revoked_at is not null)
            """;

    private static final String FIND = """
            select 1 from approval.known_browser b
            where b.account = $1 and b.key_thumbprint = $3 and
            """ + KNOWN;
    private static final String FIND_CREDENTIAL = Credentials.selectWith("""
            exists (select from approval.known_browser b
                    where b.account = c.account and b.key_thumbprint = $3 and
            """ + KNOWN + ") as known_browser");
    private static final String LIST = """
            select b.browser_id, b.description, b.first_used_at, b.last_used_at, b.expires_at from approval.known_browser b
            where b.account = $1 and
            """ + KNOWN + """
            order by b.last_used_at desc, b.browser_id""";

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
        @Within(min = "PT1S", max = "P3285D")
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
        return database.query(FIND, Tuple.of(account.value(), Database.timestamp(clock.instant()), keyThumbprint))
                .map(rows -> rows.size() > 0);
    }

    /** @param browserKnown whether the account of the credential knows the browser */
    public record CredentialAtBrowser(Credential credential, boolean browserKnown) {}

    /**
     * The credential, revoked or not, and {@linkplain #isKnown whether its account knows a browser}, in one statement.
     *
     * @param keyThumbprint of the key that the browser proved when the challenge was created
     */
    public Uni<Optional<CredentialAtBrowser>> findCredential(CredentialId id, String keyThumbprint) {
        return database.query(FIND_CREDENTIAL, Tuple.of(id.value(), Database.timestamp(clock.instant()), keyThumbprint))
                .map(rows -> Database.first(rows)
                        .map(row -> new CredentialAtBrowser(Credentials.read(row), row.getBoolean("known_browser"))));
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
