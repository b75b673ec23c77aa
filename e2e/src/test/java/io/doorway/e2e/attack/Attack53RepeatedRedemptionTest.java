package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.PausedServer;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 53,
        name =
                "Repeated redemption: a redemption that was answered with 503 is repeated by somebody else, or an answered one by anybody",
        control =
                "A redemption is marked as answered in the step before its response; one that is not answered can be replaced by the same client with the same verifier and redirect URI, in the same history of the store, while the code is valid",
        where = "session-service `CodeGrantHandler`, `CodeRedemptions`, `redeem-code.lua`, `answer-redemption.lua`")
class Attack53RepeatedRedemptionTest {

    /** A token request that was answered with 503, because Kafka did not acknowledge its event. */
    private record Unanswered(Shop.Login login, String code) {

        Map<String, String> parameters() {
            return new HashMap<>(login.redemption(code));
        }

        ObservedResponse repeat(Map<String, String> credentials, Map<String, String> parameters) {
            return ObservedResponse.of(IssuerHttp.form("/oauth2/token", credentials, parameters));
        }

        /** The client's own repetition. */
        ObservedResponse repeat() {
            return repeat(login.shop().credentials(), parameters());
        }
    }

    /** Another request than the client's own repetition. */
    private record OtherRequest(Map<String, String> credentials, Map<String, String> parameters) {}

    private static final Map<String, OtherRequest> OTHERS = new LinkedHashMap<>();
    private static final Map<String, Unanswered> UNANSWERED = new LinkedHashMap<>();
    private static final String GENUINE = "genuine";
    private static final String CONCURRENT = "concurrent";

    static {
        Map<String, String> own = Shop.PLAIN.credentials();
        for (String verifier : List.of("v".repeat(43), "V".repeat(43), "0".repeat(64), "-".repeat(128), "")) {
            OTHERS.put(
                    "verifier " + verifier.length() + verifier.indexOf('V'),
                    new OtherRequest(own, Map.of("code_verifier", verifier)));
        }
        for (String address : List.of(
                Shop.OTHER.redirectUri(),
                Shop.PLAIN.redirectUri() + "/",
                Shop.PLAIN.redirectUri() + "?x",
                Shop.PLAIN.redirectUri().replace("localhost", "LOCALHOST"),
                Shop.PLAIN.redirectUri().replace("localhost", "127.0.0.1"),
                "")) {
            OTHERS.put("address " + address, new OtherRequest(own, Map.of("redirect_uri", address)));
        }
        for (Shop shop : List.of(Shop.OTHER, Shop.OPTIONAL_PKCE, Shop.REQUIRED_PAR, Shop.ALWAYS_CODE)) {
            OTHERS.put("client " + shop.id(), new OtherRequest(shop.credentials(), Map.of()));
            OTHERS.put(
                    "client and address " + shop.id(),
                    new OtherRequest(shop.credentials(), Map.of("redirect_uri", shop.redirectUri())));
        }
    }

    @BeforeAll
    static void redeemWhileKafkaIsPaused() {
        Stream.concat(OTHERS.keySet().stream(), Stream.of(GENUINE, CONCURRENT)).forEach(name -> {
            Shop.Login login = Victim.at("approved").login();
            UNANSWERED.put(name, new Unanswered(login, login.code()));
        });
        List<Integer> statuses;
        try (PausedServer kafka = PausedServer.pause(Parts.KAFKA)) {
            List<Unanswered> all = List.copyOf(UNANSWERED.values());
            statuses = ConcurrentCalls.run(
                    all.size(), call -> all.get(call).repeat().status());
        }
        assertThat(statuses).containsOnly(503);
    }

    @ParameterizedTest
    @MethodSource
    void aRepetitionThatIsNotTheClientsOwn(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRepetitionThatIsNotTheClientsOwn() {
        return OTHERS.entrySet().stream()
                .map(other -> AttackCase.of(other.getKey(), () -> {
                            Unanswered unanswered = UNANSWERED.get(other.getKey());
                            Map<String, String> parameters = unanswered.parameters();
                            parameters.putAll(other.getValue().parameters());
                            parameters.values().removeIf(String::isEmpty);
                            return unanswered.repeat(other.getValue().credentials(), parameters);
                        })
                        .refused(400, "invalid_grant")
                        .leavingUnchanged(
                                () -> UNANSWERED.get(other.getKey()).repeat().summary(), "400 invalid_grant")
                        .named());
    }

    @Test
    void theClientsOwnRepetitionGetsItsTokens() {
        Unanswered unanswered = UNANSWERED.get(GENUINE);

        String token = IssuerHttp.member(unanswered.login().redeem(unanswered.code()), "access_token");

        assertThat(IssuerHttp.userInfo(token).status()).isEqualTo(200);
        assertThat(TestPlatform.auditedTypes(unanswered.login().challenge())).doesNotContain("CodeReplayed");
        assertThat(unanswered.repeat().summary())
                .as("the redemption is answered now")
                .isEqualTo("400 invalid_grant");
        assertThat(IssuerHttp.userInfo(token).status()).isEqualTo(401);
    }

    @Test
    void ofManyConcurrentRepetitionsAtMostOneGetsTokens() {
        Unanswered unanswered = UNANSWERED.get(CONCURRENT);

        List<Integer> statuses =
                ConcurrentCalls.run(50, call -> unanswered.repeat().status());

        assertThat(statuses.stream().filter(status -> status == 200)).hasSizeLessThanOrEqualTo(1);
    }
}
