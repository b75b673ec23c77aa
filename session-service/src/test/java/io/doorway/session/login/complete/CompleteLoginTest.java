package io.doorway.session.login.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.login.browser.AuthenticateBrowser.VerifiedBrowser;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.login.complete.ConsumeApproval.Completion;
import io.doorway.session.support.ProviderTest;
import io.doorway.store.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CompleteLoginTest extends ProviderTest {
    @Inject
    CompleteLogin completeLogin;

    @Test
    void ofAHundredConcurrentGuessesThreeAreAnswered() {
        ChallengeId id =
                challenges.approved(ticket(bank), browser, account, ConfirmationCode.of(SecretText.of("123456")));
        VerifiedBrowser verified = verified();

        List<Outcome<Completion>> outcomes = Uni.join()
                .all(IntStream.range(0, 100)
                        .mapToObj(i -> CompletionRequest.parse("{\"code\": \"%06d\"}".formatted(i)))
                        .map(request -> completeLogin.complete(id, verified, request, null))
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(outcomes.stream()
                        .filter(outcome -> outcome instanceof Outcome.Done<Completion>)
                        .map(outcome -> ((Outcome.Done<Completion>) outcome).reply()))
                .containsExactlyInAnyOrder(
                        new Completion.WrongCode(2), new Completion.WrongCode(1), new Completion.NoTriesLeft());
        assertThat(challenges.stored(id))
                .isInstanceOfSatisfying(
                        Cancelled.class,
                        cancelled -> assertThat(cancelled.version()).isEqualTo(6));
    }

    /** Its proof is one of its own for each request. */
    private VerifiedBrowser verified() {
        return new VerifiedBrowser(
                new AuthenticatedBrowser(browser.cookieHash(), browser.keyThumbprint()),
                Uni.createFrom().voidItem());
    }

    @Test
    void aThousandConcurrentCompletionsGetOneCode() {
        ChallengeId id = approved(bank);
        VerifiedBrowser verified = verified();

        List<Outcome<Completion>> outcomes = Uni.join()
                .all(IntStream.range(0, 1000)
                        .mapToObj(i -> completeLogin.complete(id, verified, CompletionRequest.EMPTY, null))
                        .toList())
                .usingConcurrencyOf(100)
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(outcomes)
                .hasSize(1000)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
        assertThat(outcomes.stream().distinct()).hasSize(1);
    }
}
