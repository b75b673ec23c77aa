package io.doorway.session.provider.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.session.database.Database;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The retention of sessions. */
@QuarkusTest
class SweepSessionsTest extends ProviderTest {
    @Inject
    SweepSessions sweepSessions;

    @Inject
    Database database;

    /** More of them than one statement takes: otherwise the table grows if logins come faster. */
    @Test
    void allSessionsWhoseTimeIsOverAreEndedAndDeleted() {
        database.query("""
                        insert into session.login_session (session_id, account, credential_id, browser_id, cookie_hash,
                            key_thumbprint, login, started_at, expires_at)
                        select $1 || n::text, $1, 'device', $1 || n::text, $1 || n::text, 'key', '{}',
                            now() - interval '2 hours', now() - interval '1 hour' from generate_series(1, 401) n""", Tuple.of(account.value())).await().indefinitely();

        sweepSessions.sweep().await().indefinitely();

        assertThat(database.query(
                                "select count(*) from session.login_session where account = $1",
                                Tuple.of(account.value()))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }
}
