package io.doorway.approval;

import static io.doorway.approval.Phones.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.limit.Limits;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.ScannedLogin;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operator who allows less than others. */
@ApprovalServiceTest
@TestProfile(StrictOperatorTest.Strict.class)
class StrictOperatorTest {
    @Inject
    Logins logins;

    @Inject
    Limits limits;

    /** Two signals are refused, and two codes a minute are many. */
    public static final class Strict implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "doorway.risk.time-zone-mismatch", "refuse",
                    "doorway.risk.second-device", "refuse",
                    "doorway.limits.create-by-address", "2/PT1M");
        }
    }

    @Test
    void aScanWithARefusedSignalIsRefusedInClearWordsAndRecorded() {
        HeadlessPhone phone = Phones.enrolled().in("Europe/Paris");
        Logins.Login login = logins.waiting(Asking.USUAL.zone("Asia/Tokyo"));

        refused("too-risky", () -> phone.scan(login.link()));

        assertThat(logins.now(login)).isInstanceOf(Created.class);
        assertThat(TopicReader.events(
                        Topics.REFUSALS,
                        1,
                        event -> event instanceof AttemptRefused refused
                                && refused.reason() == RefusalReason.RISK
                                && login.id().value().equals(refused.challengeId())))
                .singleElement()
                .isInstanceOfSatisfying(AttemptRefused.class, refused -> {
                    assertThat(refused.attempt()).isEqualTo(Attempt.SCAN);
                    assertThat(refused.account()).isEqualTo(phone.identity().account());
                });
    }

    @Test
    void anApprovalAfterASecondDeviceIsRefused() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        ScannedLogin scanned = phone.scan(login.link());
        refused("challenge-not-found", () -> Phones.enrolled().scan(login.link()));

        refused("too-risky", () -> phone.approve(scanned));

        assertThat(logins.now(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void anAddressThatAskedForManyCodesIsShownAndCostsACode() {
        String busy = "203.0.113.99";
        for (int i = 0; i < 2; i++) {
            limits.atTheDoor(Attempt.CREATE, Who.at(busy)).await().indefinitely();
        }

        ScannedLogin scanned =
                Phones.enrolled().scan(logins.waiting(Asking.USUAL.at(busy)).link());

        assertThat(scanned.details())
                .containsEntry("check", "typed-code")
                .containsEntry("risk", List.of("new_browser", "address_mismatch", "busy_source"));
    }

    @Test
    void aLoginWithoutThoseSignalsGoesOn() {
        HeadlessPhone phone = Phones.enrolled().in("Europe/Paris");

        ScannedLogin scanned =
                phone.scan(logins.waiting(Asking.USUAL.zone("Europe/Rome")).link());

        assertThat(phone.approve(scanned).text("state")).isEqualTo("approved");
    }
}
