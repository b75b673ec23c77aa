package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.account.AccountGate;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Open;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who must not complete a login, tried over HTTP at a real provider; and who may, however often. */
@QuarkusTest
class CompletingTest extends ProviderTest {
    @Inject
    AccountGate gate;

    @Inject
    RandomGenerator random;

    @Test
    void fiftyCompletionsAtOnceGiveOneCode() {
        ChallengeId id = approved(bank);

        List<String> answers = IntStream.range(0, 50).mapToObj(i -> browser.completeAsync(id)).toList().stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::body)
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).contains("redirect_to"));
        assertThat(answers.stream().distinct()).hasSize(1);
    }

    @Test
    void theSameBrowserAskingAgainGetsTheSameAnswer() {
        ChallengeId id = approved(bank);
        URI first = completed(id);

        URI again = completed(id);

        assertThat(again).isEqualTo(first);
    }

    @Test
    void anotherBrowsersCookieIsTheSameAsAnUnknownChallenge() {
        ChallengeId id = approved(bank);
        TestBrowser thief = new TestBrowser(issuer.uri());
        thief.open(bank.request().build().toURI());

        HttpResponse<String> stolen = thief.complete(id);

        HttpResponse<String> unknown = thief.complete(ChallengeId.random(random));
        assertThat(stolen.statusCode()).isEqualTo(404);
        assertThat(stolen.body()).isEqualTo(unknown.body());
        assertThat(stolen.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aStolenCookieWithAnotherKeyIsTheSameAsAnUnknownChallenge() {
        ChallengeId id = approved(bank);

        HttpResponse<String> answer = browser.withAnotherKey().complete(id);

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void withoutAKeyProofNothingCompletes() {
        ChallengeId id = approved(bank);

        HttpResponse<String> answer = browser.completeWithoutProof(id);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("DPoP"));
    }

    @Test
    void whatIsNotApprovedCannotBeCompleted() {
        ChallengeId id = phones.created(ticket(bank), browser);

        HttpResponse<String> answer = browser.complete(id);

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void whatWasCancelledCannotBeCompleted() {
        ChallengeId id = approved(bank);
        phones.change(id, (challenge, now) -> ((Open) challenge).cancel(Canceller.BROWSER, now));

        HttpResponse<String> answer = browser.complete(id);

        assertThat(answer.statusCode()).isEqualTo(410);
    }

    @Test
    void anAccountSuspendedAfterApprovingDoesNotGetIn() {
        ChallengeId id = approved(bank);
        gate.close(account).await().indefinitely();

        HttpResponse<String> answer = browser.complete(id);

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aChallengeOfAnotherStoreCannotBeCompleted() {
        ChallengeId id = approved(bank);
        phones.pretendAnotherStore(id);

        HttpResponse<String> answer = browser.complete(id);

        assertThat(answer.statusCode()).isEqualTo(410);
    }
}
