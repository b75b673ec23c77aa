package io.doorway.session.provider.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.servers.TopicRecords;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The session events are in Kafka before the relying party gets its response. */
@QuarkusTest
class SessionEventsPublishedTest extends ProviderTest {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void issuingAndRevokingTokensArePublishedOnceEach() {
        AuthorizationCode code = code(bank);

        bank.redeem(code);
        bank.redeem(code);
        bank.redeem(code);

        List<SessionEvent> published = publishedEvents();
        assertThat(published).extracting(Event::type).containsExactly("TokensIssued", "CodeReplayed");
        assertThat(published)
                .extracting(SessionEvent::sessionId)
                .containsOnly(published.getFirst().sessionId());
        assertThat(published).extracting(SessionEvent::client).containsOnly(new ClientId("bank"));
    }

    /** The events of this test's account. */
    private List<SessionEvent> publishedEvents() {
        return new TopicRecords(kafka)
                .read(Topics.SESSIONS).stream()
                        .map(record -> Json.readEvent(record.value()))
                        .filter(event -> event instanceof SessionEvent session
                                && session.account().equals(account))
                        .map(SessionEvent.class::cast)
                        .toList();
    }
}
