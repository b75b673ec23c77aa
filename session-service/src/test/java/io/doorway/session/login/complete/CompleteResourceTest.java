package io.doorway.session.login.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.revocation.RevocationList;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Completes logins over HTTP: the browser of the login, once or repeatedly, and other browsers. */
@QuarkusTest
class CompleteResourceTest extends ProviderTest {
    @Inject
    RevocationList revocationList;

    @Inject
    RandomGenerator random;

    @Test
    void fiftyConcurrentCompletionsGetOneCode() {
        ChallengeId id = approved(bank);

        List<String> bodies = IntStream.range(0, 50).mapToObj(i -> browser.completeAsync(id)).toList().stream()
                .map(CompletableFuture::join)
                .map(BrowserResponse::body)
                .toList();

        assertThat(bodies).allSatisfy(response -> assertThat(response).contains("redirect_to"));
        assertThat(bodies.stream().distinct()).hasSize(1);
    }

    @Test
    void aRepeatedCompletionGetsTheSameResponse() {
        ChallengeId id = approved(bank);
        URI first = completed(id);

        URI second = completed(id);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void anotherBrowsersCookieGetsTheResponseOfAnUnknownChallenge() {
        ChallengeId id = approved(bank);
        TestBrowser other = new TestBrowser(issuer.uri());
        other.open(bank.request().build().toURI());

        BrowserResponse response = other.complete(id);

        BrowserResponse unknown = other.complete(ChallengeId.random(random));
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).isEqualTo(unknown.body());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aStolenCookieWithAnotherKeyGetsNotFound() {
        ChallengeId id = approved(bank);

        BrowserResponse response = browser.withAnotherKey().complete(id);

        assertThat(response.status()).isEqualTo(404);
    }

    @Test
    void aCompletionWithoutKeyProofIsRefused() {
        ChallengeId id = approved(bank);

        BrowserResponse response = browser.completeWithoutProof(id);

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("DPoP"));
    }

    @Test
    void aChallengeThatIsNotApprovedCannotBeCompleted() {
        ChallengeId id = challenges.created(ticket(bank), browser);

        BrowserResponse response = browser.complete(id);

        assertThat(response.status()).isEqualTo(409);
    }

    @Test
    void aCancelledChallengeCannotBeCompleted() {
        ChallengeId id = approved(bank);
        challenges.change(id, (challenge, now) -> ((Open) challenge).cancel(Canceller.BROWSER, now));

        BrowserResponse response = browser.complete(id);

        assertThat(response.status()).isEqualTo(410);
    }

    @Test
    void anAccountSuspendedAfterTheApprovalIsRefused() {
        ChallengeId id = approved(bank);
        revocationList.suspend(new RevocationList.Account(account), 2).await().indefinitely();

        BrowserResponse response = browser.complete(id);

        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void aChallengeOfAnotherStoreCannotBeCompleted() {
        ChallengeId id = approved(bank);
        challenges.simulateStoreChange(id);

        BrowserResponse response = browser.complete(id);

        assertThat(response.status()).isEqualTo(410);
    }

    @Test
    void twoLoginsOfOneRequestGetOneCode() {
        LoginTicket ticket = ticket(bank);
        ChallengeId first = challenges.approved(ticket, browser, account);
        ChallengeId second = challenges.approved(ticket, browser, account);
        URI response = completed(first);

        BrowserResponse refused = browser.complete(second);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("wrong-state");
        assertThat(completed(first)).as("repeated").isEqualTo(response);
    }

    @Test
    void ofFiftyConcurrentLoginsOfOneRequestOneGetsACode() {
        LoginTicket ticket = ticket(bank);
        List<ChallengeId> logins = IntStream.range(0, 50)
                .mapToObj(i -> challenges.approved(ticket, browser, account))
                .toList();

        long completed = logins.stream().map(browser::completeAsync).toList().stream()
                .map(CompletableFuture::join)
                .filter(response -> response.status() == 200)
                .count();

        assertThat(completed).isEqualTo(1);
    }
}
