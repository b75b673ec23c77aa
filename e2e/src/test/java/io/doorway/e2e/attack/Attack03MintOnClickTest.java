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
        name = "Mint on click: codes are made by a program at the moment when the victim clicks",
        control =
                "Ten codes for one ticket, and rates by address, network and client. The local platform is one address and has its rates times"
                        + " a thousand: a flood from one source, others unaffected, is `FloodTest`",
        where = "challenge-service `IssueChallenge`; libs/edge `Limits`")
class Attack03MintOnClickTest {

    private static final int FOR_ONE_TICKET = 10;
    private static final int TOO_MANY = 5;

    @ParameterizedTest
    @MethodSource
    void oneMoreCodeForATicket(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> oneMoreCodeForATicket() {
        return List.of(Shop.PLAIN, Shop.OTHER, Shop.OLD).stream().flatMap(shop -> {
            Shop.Login spent = spent(shop);
            return IntStream.rangeClosed(1, TOO_MANY)
                    .mapToObj(i -> Attempt.of("code " + (FOR_ONE_TICKET + i), () -> mint(spent))
                            .refused(429, "too-many-challenges")
                            .named(shop.id()));
        });
    }

    @Test
    void anotherTicketIsServedMeanwhile() {
        mint(spent(Shop.PLAIN));

        assertThat(Shop.PLAIN.begin().state()).isEqualTo("created");
    }

    private static Shop.Login spent(Shop shop) {
        Shop.Login login = shop.begin();
        for (int i = 1; i < FOR_ONE_TICKET; i++) {
            assertThat(mint(login).status()).isEqualTo(201);
        }
        return login;
    }

    private static Answer mint(Shop.Login login) {
        Map<String, String> ticket =
                Map.of("Authorization", "Bearer " + login.form().ticket());
        return Answer.of(login.browser().prove("POST", "/challenges", ticket));
    }
}
