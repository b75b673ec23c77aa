package io.doorway.session.provider.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.event.SessionEvent.SessionContinued;
import io.doorway.protocol.event.SessionEvent.SessionEnded;
import io.doorway.protocol.event.SessionEvent.SessionStarted;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.servers.TopicRecords;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
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

    @Test
    void theBeginningTheContinuationAndTheEndOfASessionArePublished() {
        TestRelyingParty shop = TestRelyingParty.shop(issuer.uri());
        TestRelyingParty library = TestRelyingParty.library(issuer.uri());
        ChallengeId login = approved(shop);
        completed(login);
        browser.continueSession(
                TestBrowser.ticketIn(browser.open(library.request().build().toURI())));
        browser.postForm(
                issuer.at("/oauth2/logout/confirmed"),
                "",
                Map.of("Origin", issuer.uri().toString()));

        assertThat(publishedEvents())
                .satisfiesExactly(
                        started -> assertThat(started)
                                .isInstanceOfSatisfying(
                                        SessionStarted.class,
                                        event -> assertThat(event.browserSession())
                                                .isEqualTo(SessionId.of(login))),
                        continued -> assertThat(continued)
                                .isInstanceOfSatisfying(
                                        SessionContinued.class,
                                        event -> assertThat(event.client()).isEqualTo(new ClientId("library"))),
                        ended -> assertThat(ended)
                                .isInstanceOfSatisfying(
                                        SessionEnded.class,
                                        event -> assertThat(event.by()).isEqualTo(EndedBy.LOGOUT)));
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
