package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.doorway.edge.limit.Limits;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Phones and people that try too often, by the limits of production but for the address that all of this test shares. */
@ApprovalServiceTest
@TestProfile(PhoneLimitsTest.RealLimits.class)
class PhoneLimitsTest {

    private static final int SCANS_OF_A_PHONE = 20;
    private static final int SCANS_OF_A_PERSON = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Logins logins;

    @Inject
    Limits limits;

    public static final class RealLimits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "doorway.limits.factor", "1",
                    "doorway.limits.scan-by-address", "1000/PT1M",
                    "doorway.limits.enrol-by-address", "1000/PT1M",
                    "doorway.limits.forge-by-address", "1000/PT1M");
        }
    }

    @Test
    void aPhoneThatScansTooOftenIsToldToWaitAndAnotherIsNot() {
        HeadlessPhone phone = Phones.enrolled();
        HeadlessPhone another = Phones.enrolled();

        scan(phone, SCANS_OF_A_PHONE);

        PhoneAnswer refused = refusalOf(phone);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(refusalOf(another).problem()).isEqualTo("challenge-not-found");
    }

    @Test
    void allPhonesOfAPersonAreLimitedTogether() {
        String account = Phones.account();
        HeadlessPhone first = Phones.enrolled(account);
        HeadlessPhone second = Phones.enrolled(account);

        scan(first, SCANS_OF_A_PERSON / 2);
        scan(second, SCANS_OF_A_PERSON / 2 + 1);

        assertThat(refusalOf(first).problem()).isEqualTo("too-many-requests");
        assertThat(refusalOf(Phones.enrolled()).problem()).isEqualTo("challenge-not-found");
    }

    @Test
    void whoMayNotScanAnyMoreMayStillSayNo() {
        HeadlessPhone phone = Phones.enrolled();
        var login = phone.scan(logins.waiting().link());
        scan(phone, SCANS_OF_A_PHONE);

        assertThat(phone.reject(login, "not_me").text("state")).isEqualTo("rejected");
    }

    @Test
    void aBrowserOfABusyAddressIsSaidToBe() {
        String address = "203.0.113.7";
        for (int i = 0; i < 50; i++) {
            limits.atTheDoor(Attempt.CREATE, Who.at(address)).await().atMost(PATIENCE);
        }

        assertThat((List<?>) Phones.enrolled()
                        .scan(logins.waiting(Asking.USUAL.at(address)).link())
                        .details()
                        .get("risk"))
                .asString()
                .contains("busy_source");
    }

    private static void scan(HeadlessPhone phone, int times) {
        for (int i = 0; i < times; i++) {
            refusalOf(phone);
        }
    }

    /** A scan of a code that is none. */
    private static PhoneAnswer refusalOf(HeadlessPhone phone) {
        return catchThrowableOfType(
                        PhoneRefusedException.class, () -> phone.scan(Phones.ISSUER + "/q/" + "A".repeat(50)))
                .answer();
    }
}
