package io.doorway.session.provider.logout;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.session.database.Database;
import io.doorway.session.support.LogoutReceiver;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The notices that are due. */
@QuarkusTest
class LogoutNoticesTest extends ProviderTest {
    @Inject
    SendLogoutNotices sendLogoutNotices;

    @Inject
    Database database;

    /** Many sessions end at once: those of all who logged in when the working day began. */
    @Test
    void allNoticesThatAreDueAreSentAtOnce() {
        long waiting;
        try (LogoutReceiver receiver = new LogoutReceiver()) {
            database.query("""
                            insert into session.logout_notice (session_id, client_id, sid, subject, next_attempt_at)
                            select $1 || n::text, 'shop', $1 || n::text, $1, now() from generate_series(1, 90) n""", Tuple.of(account.value())).await().indefinitely();

            sendLogoutNotices.sendDue().await().indefinitely();

            // After what is written at this moment: the service takes notices every second, too.
            waiting = database.query(
                            "select count(*) from (select from session.logout_notice where subject = $1 and attempts = 0"
                                    + " for update) as waiting",
                            Tuple.of(account.value()))
                    .await()
                    .indefinitely()
                    .iterator()
                    .next()
                    .getLong(0);
            receiver.await(account.value() + 90, 1);
        }

        assertThat(waiting).isZero();
    }

    /** Each batch of its notices takes five seconds: four minutes in all, if others had to wait for it. */
    @Test
    void aRelyingPartyThatDoesNotAnswerKeepsNoOtherWaiting() {
        String sid = account.value();
        try (LogoutReceiver receiver = new LogoutReceiver()) {
            receiver.doNotAnswer("/shop");
            database.query("""
                            insert into session.logout_notice (session_id, client_id, sid, subject, next_attempt_at)
                            select $1 || n::text, 'shop', $1 || n::text, $1, now() - interval '1 minute'
                            from generate_series(1, 1000) n""", Tuple.of(sid)).await().indefinitely();
            database.query("""
                            insert into session.logout_notice (session_id, client_id, sid, subject, next_attempt_at)
                            values ($1, 'library', $1, $1, now())""", Tuple.of(sid)).await().indefinitely();

            sendLogoutNotices.sendDue().subscribe().with(done -> {}, failure -> {});

            receiver.await(sid, 1);
        } finally {
            database.query("delete from session.logout_notice where subject = $1", Tuple.of(sid))
                    .await()
                    .indefinitely();
        }
    }
}
