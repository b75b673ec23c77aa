package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 40,
        name = "Request-context bleed: one user's answer reaches another (CVE-2025-49574)",
        control =
                "No mutable state of a request outlives it: values are passed as arguments. 6,500 interleaved requests of two "
                        + "users",
        where = "all services: no request-scoped beans, no thread-locals")
class Attack40RequestBleedTest {

    private static final int USERINFO = 4000;
    private static final int STATES = 2000;
    private static final int DEVICES = 500;
    private static final String BUSY = "busy";

    @ParameterizedTest
    @MethodSource
    void interleavedRequestsOfTwoUsers(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> interleavedRequestsOfTwoUsers() {
        return Stream.of(
                AttackCase.asserting("claims of an access token", Attack40RequestBleedTest::claims)
                        .named(),
                AttackCase.asserting("state of a login", Attack40RequestBleedTest::states)
                        .named(),
                AttackCase.asserting("devices of a phone", Attack40RequestBleedTest::devices)
                        .named());
    }

    private static void claims() throws Exception {
        List<Victim> both = List.of(Victim.at("approved"), Victim.at("approved"));
        List<String> tokens =
                both.stream().map(victim -> victim.login().accessToken()).toList();

        List<String> answers =
                ConcurrentCalls.run(USERINFO, i -> IssuerHttp.member(IssuerHttp.userInfo(tokens.get(i % 2)), "sub"));

        assertThat(answers).hasSize(USERINFO);
        for (int i = 0; i < USERINFO; i++) {
            assertThat(answers.get(i)).isEqualTo(both.get(i % 2).person().account());
        }
    }

    private static void states() throws Exception {
        List<Victim> both = List.of(Victim.at("scanned"), Victim.at("cancelled"));

        List<String> answers = ConcurrentCalls.run(STATES, i -> stateOrBusy(both.get(i % 2)));

        for (int i = 0; i < STATES; i++) {
            assertThat(answers.get(i)).isIn(i % 2 == 0 ? "scanned" : "cancelled", BUSY);
        }
        assertThat(answers).contains("scanned", "cancelled");
    }

    /** Some of very many concurrent calls are answered with 503. */
    private static String stateOrBusy(Victim victim) {
        try {
            return victim.state();
        } catch (io.doorway.clients.browser.BrowserResponse.BrowserRefusedException busy) {
            assertThat(busy.response().status()).isEqualTo(503);
            return BUSY;
        }
    }

    private static void devices() throws Exception {
        List<HeadlessPhone> both = List.of(
                TestPlatform.person("First").headlessPhone(),
                TestPlatform.person("Second").headlessPhone());

        List<String> answers = ConcurrentCalls.run(
                DEVICES,
                i -> both.get(i % 2).devices().getFirst().get("credential_id").toString());

        for (int i = 0; i < DEVICES; i++) {
            assertThat(answers.get(i)).isEqualTo(both.get(i % 2).identity().credentialId());
        }
    }
}
