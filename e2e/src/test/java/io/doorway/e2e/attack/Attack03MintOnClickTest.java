package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 3,
        name = "Mint on click: a program requests QR codes at the moment when the victim clicks",
        control =
                "Ten challenges for one login ticket, and rates by address, network and client. On the local platform, which is "
                        + "one address, the rates are multiplied by a thousand: a flood from one source, without effect on others, is "
                        + "`IssueRateLimitTest`",
        where = "challenge-service `IssueChallenge`; libs/web `RateLimits`")
class Attack03MintOnClickTest {

    private static final int MAX_CHALLENGES_PER_TICKET = 10;
    private static final int EXTRA_CHALLENGES = 5;

    @ParameterizedTest
    @MethodSource
    void anEleventhChallengeForOneTicket(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anEleventhChallengeForOneTicket() {
        return List.of(Shop.PLAIN, Shop.OTHER, Shop.OPTIONAL_PKCE).stream().flatMap(shop -> {
            Shop.Login usedUp = usedUp(shop);
            return IntStream.rangeClosed(1, EXTRA_CHALLENGES)
                    .mapToObj(i -> AttackCase.of("challenge " + (MAX_CHALLENGES_PER_TICKET + i), () -> mint(usedUp))
                            .refused(429, "too-many-challenges")
                            .named(shop.id()));
        });
    }

    @Test
    void anotherTicketIsStillAccepted() {
        mint(usedUp(Shop.PLAIN));

        assertThat(Shop.PLAIN.begin().state()).isEqualTo("created");
    }

    private static Shop.Login usedUp(Shop shop) {
        Shop.Login login = shop.begin();
        for (int i = 1; i < MAX_CHALLENGES_PER_TICKET; i++) {
            assertThat(mint(login).status()).isEqualTo(201);
        }
        return login;
    }

    private static ObservedResponse mint(Shop.Login login) {
        Map<String, String> ticket =
                Map.of("Authorization", "Bearer " + login.page().ticket());
        return ObservedResponse.of(login.browser().sendWithProof("POST", "/challenges", ticket));
    }
}
