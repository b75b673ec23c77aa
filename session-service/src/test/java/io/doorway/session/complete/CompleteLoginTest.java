package io.doorway.session.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.proof.BrowserKey;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.store.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CompleteLoginTest extends ProviderTest {
    @Inject
    CompleteLogin completeLogin;

    @Test
    void aThousandContendersAHundredAtATimeGetOneCode() {
        ChallengeId id = approved(bank);
        var asker =
                new CompleteLogin.Asker(BindingCookie.parse(browser.cookie()), new BrowserKey(browser.keyThumbprint()));

        List<Outcome<URI>> outcomes = Uni.join()
                .all(IntStream.range(0, 1000)
                        .mapToObj(i -> completeLogin.complete(id, asker))
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
