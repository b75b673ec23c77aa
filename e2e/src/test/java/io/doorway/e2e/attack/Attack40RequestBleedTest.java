package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.phone.HeadlessPhone;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 40,
        name = "Request-context bleed: one user's answer reaches another (CVE-2025-49574)",
        control =
                "No mutable state of a request outlives it: what a call needs is passed as a value. 6,500 interleaved requests of two users",
        where = "all services: no request-scoped beans, no thread-locals")
class Attack40RequestBleedTest {

    private static final int USERINFO = 4000;
    private static final int STATES = 2000;
    private static final int DEVICES = 500;
    private static final String BUSY = "busy";

    @ParameterizedTest
    @MethodSource
    void twoUsersAtOnce(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> twoUsersAtOnce() {
        return Stream.of(
                Attempt.holding("whose claims an access token opens", Attack40RequestBleedTest::claims)
                        .named(),
                Attempt.holding("whose login a page is told of", Attack40RequestBleedTest::states)
                        .named(),
                Attempt.holding("whose devices a phone is shown", Attack40RequestBleedTest::devices)
                        .named());
    }

    private static void claims() throws Exception {
        List<Victim> both = List.of(Victim.at("approved"), Victim.at("approved"));
        List<String> tokens =
                both.stream().map(victim -> Tokens.accessToken(victim.login())).toList();

        List<String> answers = Race.run(
                USERINFO,
                i -> subject(Wire.get("/oauth2/userinfo", Map.of("Authorization", "Bearer " + tokens.get(i % 2)))
                        .orRefused()
                        .body()));

        assertThat(answers).hasSize(USERINFO);
        for (int i = 0; i < USERINFO; i++) {
            assertThat(answers.get(i)).isEqualTo(both.get(i % 2).person().account());
        }
    }

    private static void states() throws Exception {
        List<Victim> both = List.of(Victim.at("scanned"), Victim.at("cancelled"));

        List<String> answers = Race.run(STATES, i -> stateOrBusy(both.get(i % 2)));

        for (int i = 0; i < STATES; i++) {
            assertThat(answers.get(i)).isIn(i % 2 == 0 ? "scanned" : "cancelled", BUSY);
        }
        assertThat(answers).contains("scanned", "cancelled");
    }

    /** Of very many at once some are asked to come again, which crosses nobody's way. */
    private static String stateOrBusy(Victim victim) {
        try {
            return victim.state();
        } catch (io.doorway.testkit.browser.BrowserRefusedException busy) {
            assertThat(busy.answer().status()).isEqualTo(503);
            return BUSY;
        }
    }

    private static void devices() throws Exception {
        List<HeadlessPhone> both = List.of(
                Doorway.person("First").headlessPhone(),
                Doorway.person("Second").headlessPhone());

        List<String> answers = Race.run(
                DEVICES,
                i -> both.get(i % 2).devices().getFirst().get("credential_id").toString());

        for (int i = 0; i < DEVICES; i++) {
            assertThat(answers.get(i)).isEqualTo(both.get(i % 2).identity().credentialId());
        }
    }

    private static String subject(String claims) {
        try {
            return new ObjectMapper().readTree(claims).get("sub").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(claims, e);
        }
    }
}
