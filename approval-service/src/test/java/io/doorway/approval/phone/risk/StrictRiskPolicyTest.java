package io.doorway.approval.phone.risk;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.refusal.Actor;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operator's policy that refuses logins with some risk signals. */
@ApprovalServiceTest
@TestProfile(StrictRiskPolicyTest.StrictPolicy.class)
class StrictRiskPolicyTest {
    @Inject
    TestChallenges logins;

    @Inject
    RateLimits limits;

    /** Two signals are refused, and an address is busy after two challenges in a minute. */
    public static final class StrictPolicy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "doorway.risk.time-zone-mismatch", "refuse",
                    "doorway.risk.second-device", "refuse",
                    "doorway.limits.create-by-address", "2/PT1M");
        }
    }

    @Test
    void aScanWithARefusedSignalIsRefusedAndPublished() {
        HeadlessPhone phone = EnrolledPhones.enrolled().withTimeZone("Europe/Paris");
        TestChallenge login = logins.create(LoginRequestBuilder.DEFAULT.timeZone("Asia/Tokyo"));

        assertRefused("too-risky", () -> phone.scan(login.qrLink()));

        assertThat(logins.load(login)).isInstanceOf(Created.class);
        assertThat(TopicReader.events(
                        Topics.REFUSALS,
                        1,
                        event -> event instanceof AttemptRefused refused
                                && refused.reason() == RefusalReason.RISK
                                && login.id().equals(refused.challengeId())))
                .singleElement()
                .isInstanceOfSatisfying(AttemptRefused.class, refused -> {
                    assertThat(refused.attempt()).isEqualTo(Attempt.SCAN);
                    assertThat(refused.account())
                            .isEqualTo(new AccountId(phone.identity().account()));
                });
    }

    @Test
    void anApprovalAfterASecondDeviceScanIsRefused() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        ScannedLogin scanned = phone.scan(login.qrLink());
        assertRefused("challenge-not-found", () -> EnrolledPhones.enrolled().scan(login.qrLink()));

        assertRefused("too-risky", () -> phone.approve(scanned));

        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void aBusySourceIsShownAndRequiresACode() {
        String busy = "203.0.113.99";
        for (int i = 0; i < 2; i++) {
            limits.beforeAuthentication(Attempt.CREATE, Actor.at(busy)).await().indefinitely();
        }

        ScannedLogin scanned = EnrolledPhones.enrolled()
                .scan(logins.create(LoginRequestBuilder.DEFAULT.browserIp(busy)).qrLink());

        assertThat(scanned.details())
                .containsEntry("check", "typed-code")
                .containsEntry("risk", List.of("new_browser", "address_mismatch", "busy_source"));
    }

    @Test
    void aLoginWithoutRefusedSignalsIsApproved() {
        HeadlessPhone phone = EnrolledPhones.enrolled().withTimeZone("Europe/Paris");

        ScannedLogin scanned = phone.scan(logins.create(LoginRequestBuilder.DEFAULT.timeZone("Europe/Rome"))
                .qrLink());

        assertThat(phone.approve(scanned).text("state")).isEqualTo("approved");
    }
}
