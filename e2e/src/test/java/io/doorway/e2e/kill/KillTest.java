package io.doorway.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.e2e.support.BankLogin;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.HastyShop;
import io.doorway.local.Names;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.ScannedLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each part is killed (SIGKILL) in the middle of a login and started again. Whatever step the kill falls on may be refused and is
 * tried again, as a page and a phone do; what was acknowledged must stand, and be in the audit exactly once.
 */
class KillTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static HeadlessPhone phone;

    @BeforeAll
    static void enrol() {
        phone = Doorway.person("Ada").headlessPhone();
    }

    @AfterEach
    void everythingIsBack() {
        Awaitility.await().atMost(RECOVERY).ignoreExceptions().until(() -> {
            BankLogin login = BankLogin.begin();
            login.browser().cancel(login.challenge());
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Names.CHALLENGE, Names.APPROVAL, Names.SESSION, Names.AUDIT, Names.KAFKA})
    void aLoginSurvivesTheDeathOf(String part) {
        BankLogin login = BankLogin.begin();
        ScannedLogin scanned = again(() -> phone.scan(login::qr));

        Doorway.platform().kill(part);
        Doorway.platform().restart(part);

        String approved = again(() -> phone.approve(scanned).text("state"));
        String first = again(() -> login.browser().complete(login.challenge()).toString());
        String second = again(() -> login.browser().complete(login.challenge()).toString());
        assertThat(approved).isEqualTo("approved");
        assertThat(second).as("one code for one challenge").isEqualTo(first);
        assertThat(again(login::finish)).contains("Ada");
        assertRecordedOnce(
                login.challenge(),
                "ChallengeCreated",
                "ChallengeScanned",
                "ChallengeApproved",
                "ChallengeConsumed",
                "TokensIssued");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLoginThatRedisForgotTheBeginningOfEndsWithoutACode(boolean approvedBefore) {
        HastyShop.Login login = HastyShop.Login.begin();
        ScannedLogin scanned = again(() -> phone.scan(login::qr));
        if (approvedBefore) {
            phone.approve(scanned);
        }

        Doorway.platform().kill(Names.REDIS);
        Doorway.platform().restart(Names.REDIS);

        String outcome = again(() -> {
            try {
                return login.browser().complete(login.challenge().challengeId()).toString();
            } catch (io.doorway.testkit.browser.BrowserRefusedException refused) {
                if (refused.answer().status() >= 500) {
                    throw refused;
                }
                return "refused";
            }
        });
        assertThat(outcome).as("the fence").isEqualTo("refused");
        List<String> acknowledged = new ArrayList<>(List.of("ChallengeCreated", "ChallengeScanned"));
        if (approvedBefore) {
            acknowledged.add("ChallengeApproved");
        }
        acknowledged.add("ChallengeExpired");
        HeadlessPhone another = Doorway.person("Grace").headlessPhone();
        BankLogin next = again(BankLogin::begin);
        another.approve(again(() -> another.scan(next::qr)));
        assertThat(next.finish()).contains("Grace");
        Awaitility.await()
                .atMost(RECOVERY)
                .untilAsserted(() -> assertThat(recorded(login.challenge().challengeId()))
                        .containsExactlyInAnyOrderElementsOf(acknowledged));
    }

    private static void assertRecordedOnce(String challenge, String... types) {
        Awaitility.await()
                .atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(recorded(challenge)).containsExactlyInAnyOrder(types));
    }

    /** The transitions and tokens that the audit has of a challenge. */
    private static List<String> recorded(String challenge) {
        List<String> types = new ArrayList<>();
        JsonNode events = Doorway.operator("security")
                .get("/audit/events?limit=200&challenge=" + challenge)
                .get("events");
        events.forEach(event -> types.add(event.at("/unmapped/doorway/type").asText()));
        types.removeIf(type -> type.equals("AttemptRefused"));
        return types;
    }

    private static <T> T again(Callable<T> step) {
        return Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(step, result -> true);
    }
}
