package io.doorway.session.provider.backchannel;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.database.Database;
import io.doorway.session.provider.backchannel.RequestNotices.RequestNotice;
import io.doorway.session.support.ProviderTest;
import io.doorway.testkit.login.SampleLogin;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The notices that are due. */
@QuarkusTest
class RequestNoticesTest extends ProviderTest {
    @Inject
    RequestNotices notices;

    @Inject
    Database database;

    /** A server that does not answer takes five seconds for each of its notices. */
    @Test
    void aClientWithManyNoticesDoesNotKeepAnotherWaiting() {
        ClientId many = new ClientId(account.value());
        ClientId one = new ClientId(account.value() + "-one");
        add(many, 40);
        add(one, 1);

        List<RequestNotice> taken = notices.take(20, 5).await().indefinitely();

        assertThat(taken).filteredOn(notice -> notice.client().equals(many)).hasSizeLessThanOrEqualTo(5);
        assertThat(attempts(one)).isEqualTo(1);
    }

    private void add(ClientId client, int count) {
        for (int i = 0; i < count; i++) {
            notices.add(SampleLogin.newId(), client).await().indefinitely();
        }
    }

    /** After what is written at this moment: the service takes notices every second, too. */
    private int attempts(ClientId client) {
        return database.query(
                        "select attempts from session.request_notice where client_id = $1 for update",
                        Tuple.of(client.value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getInteger(0);
    }
}
