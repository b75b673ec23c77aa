package io.doorway.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Actor.OperatorToken;
import org.junit.jupiter.api.Test;

class KnownClaimsTest {

    private static final ChallengeId CHALLENGE = new ChallengeId("q1N4Yk7vT0mZxLw2Rb8cGA");

    private final KnownClaims known = new KnownClaims();

    @Test
    void anActorIsNamedByItsCredentialBeforeItsChallengeAndItsClient() {
        Actor source = Actor.at("198.51.100.4");

        assertThat(KnownClaims.of(source)).isEmpty();
        assertThat(KnownClaims.of(source.asking(new ClientId("bank")))).contains("client:bank");
        assertThat(KnownClaims.of(source.asking(new ClientId("bank")).on(CHALLENGE)))
                .contains("challenge:" + CHALLENGE);
        assertThat(KnownClaims.of(source.on(CHALLENGE).with(new CredentialId("phone"), null)))
                .contains("credential:phone");
        assertThat(KnownClaims.of(source.presenting(OperatorToken.presented("token"))))
                .as("an operator's token by its hash")
                .contains("operator:" + Sha256.text("token"));
    }

    @Test
    void theMemoryIsBoundedAndTheOneUsedLongestAgoIsForgotten() {
        known.add("first");
        for (int i = 0; i < KnownClaims.MAX - 1; i++) {
            known.add("other " + i);
        }
        assertThat(known.contains("first")).isTrue();

        known.add("one more");

        assertThat(known.contains("first")).isTrue();
        assertThat(known.contains("other 0")).isFalse();
    }
}
