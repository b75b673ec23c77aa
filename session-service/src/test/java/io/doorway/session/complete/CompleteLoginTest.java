package io.doorway.session.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.proof.BrowserKey;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.secret.SecretText;
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
    void aHundredWrongGuessesAtOnceHaveThreeTries() {
        ChallengeId id = phones.approved(
                ticket(bank),
                browser,
                account,
                new Handover(Check.TYPED_CODE, SecretText.of("123456"), Handover.TRIES));
        var asker =
                new CompleteLogin.Asker(BindingCookie.parse(browser.cookie()), new BrowserKey(browser.keyThumbprint()));

        List<Outcome<Completion>> outcomes = Uni.join()
                .all(IntStream.range(0, 100)
                        .mapToObj(i -> Presented.in("{\"code\": \"%06d\"}".formatted(i)))
                        .map(guess -> completeLogin.complete(id, asker, guess))
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(outcomes.stream()
                        .filter(outcome -> outcome instanceof Outcome.Done<Completion>)
                        .map(outcome -> ((Outcome.Done<Completion>) outcome).reply()))
                .containsExactlyInAnyOrder(
                        new Completion.Mistyped(2), new Completion.Mistyped(1), new Completion.OutOfTries());
        assertThat(phones.stored(id))
                .isInstanceOfSatisfying(
                        Cancelled.class,
                        cancelled -> assertThat(cancelled.version()).isEqualTo(6));
    }

    @Test
    void aThousandContendersAHundredAtATimeGetOneCode() {
        ChallengeId id = approved(bank);
        var asker =
                new CompleteLogin.Asker(BindingCookie.parse(browser.cookie()), new BrowserKey(browser.keyThumbprint()));

        List<Outcome<Completion>> outcomes = Uni.join()
                .all(IntStream.range(0, 1000)
                        .mapToObj(i -> completeLogin.complete(id, asker, Presented.NOTHING))
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
