package io.doorway.session.provider.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.store.redis.RedisCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The accepted request is in the ticket: an opened login page stores nothing, so what a request may contain is limited. */
@QuarkusTest
class RequestInTheTicketTest extends ProviderTest {
    /** The character that a query, a JSON text and the text in a JSON text encode with the most characters. */
    private static final String LONGEST = "\"".repeat(512);

    @Inject
    RedisCalls redis;

    @Test
    void aHundredLoginPagesStoreNothing() {
        URI start = bank.request().build().toURI();
        browser.open(start);
        Set<String> before = requestKeys();

        for (int i = 0; i < 100; i++) {
            assertThat(new TestBrowser(issuer.uri()).open(start).status()).isEqualTo(200);
        }

        assertThat(before).as("keys of earlier tests may expire").containsAll(requestKeys());
    }

    @Test
    void theLongestRequestIsAnsweredUnchanged() {
        URI start = bank.request()
                .state(new State(LONGEST))
                .nonce(new Nonce(LONGEST))
                .build()
                .toURI();
        ChallengeId id = challenges.approved(ticketAt(start), browser, account);

        URI response = completed(id);

        assertThat(bank.read(response).getState().getValue()).isEqualTo(LONGEST);
        assertThat(AcceptedRequest.parse(challenges.stored(id).loginRequest().authorizationRequest())
                        .nonce())
                .isEqualTo(LONGEST);
    }

    @Test
    void theLongestTicketIsShorterThanTheHeadersMayBe() {
        String ticket = TestBrowser.ticketIn(browser.open(bank.request()
                .state(new State(LONGEST))
                .nonce(new Nonce(LONGEST))
                .build()
                .toURI()));

        assertThat(ticket.length()).isLessThan(12 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce"})
    void aLongerValueIsRefusedWithADescription(String name) throws Exception {
        BrowserResponse response = browser.open(with(name, "a".repeat(513)));

        URI address = URI.create(response.headers().firstValue("Location").orElseThrow());
        assertThat(AuthenticationErrorResponse.parse(address).getErrorObject().getDescription())
                .isEqualTo(name + " must be at most 512 printable ASCII characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%0A", "%0Ax", "%20", "%7F", "%C3%A4", "%F0%9F%94%91"})
    void aStateOfOtherCharactersIsRefused(String encoded) {
        BrowserResponse response = browser.open(with("state", encoded));

        assertThat(response.headers().firstValue("Location").orElseThrow()).contains("error=invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce"})
    void aPushedRequestHasTheSameLimits(String name) {
        var request = bank.request();
        PushedAuthorizationResponse response = bank.push((name.equals("state")
                        ? request.state(new State("a".repeat(513)))
                        : request.nonce(new Nonce("a".repeat(513))))
                .build());

        assertThat(response.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_request");
    }

    private URI with(String name, String encoded) {
        return URI.create(bank.request().build().toURI().toString().replaceAll("([?&])" + name + "=[^&]*", "$1_=") + "&"
                + name + "=" + encoded);
    }

    /** The keys in Redis, without those of rate limits, whose number does not depend on the number of requests. */
    private Set<String> requestKeys() {
        Set<String> keys = new HashSet<>();
        redis.send(Request.cmd(Command.KEYS).arg("*request*"))
                .await()
                .indefinitely()
                .forEach(key -> keys.add(key.toString()));
        return keys;
    }
}
