package io.doorway.approval.phone.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The risk assessment of a scan, as it is stored and as the transcript shows it. */
@ApprovalServiceTest
class RiskAssessmentTest {
    @Inject
    TestChallenges logins;

    @Inject
    TestPasskeys passkeys;

    @Test
    void anUnknownBrowserIsShownAndRequiresACode() {
        ScannedLogin scanned = scan(
                LoginRequestBuilder.DEFAULT.checkPolicy(CheckPolicy.UNKNOWN).browserKey("never-seen"));

        assertThat(scanned.details())
                .containsEntry("check", "typed-code")
                .containsEntry("risk", List.of("new_browser"))
                .extractingByKey("browser", MAP)
                .containsEntry("known", false);
    }

    @Test
    void policyNeverRequiresNoCodeAndShowsTheSignal() {
        ScannedLogin scanned = scan(LoginRequestBuilder.DEFAULT);

        assertThat(scanned.details()).containsEntry("check", "none").containsEntry("risk", List.of("new_browser"));
    }

    @Test
    void policyAlwaysRequiresACode() {
        assertThat(scan(LoginRequestBuilder.DEFAULT.checkPolicy(CheckPolicy.ALWAYS))
                        .details())
                .containsEntry("check", "typed-code");
    }

    @Test
    void longerTimingRequiresACode() {
        ScannedLogin scanned = scan(LoginRequestBuilder.DEFAULT.decideWithin(Duration.ofMinutes(5)));

        assertThat(scanned.details()).containsEntry("check", "typed-code");
    }

    @Test
    void shorterTimingRequiresNoCode() {
        ScannedLogin scanned = scan(LoginRequestBuilder.DEFAULT.decideWithin(Duration.ofMinutes(1)));

        assertThat(scanned.details()).containsEntry("check", "none");
    }

    @Test
    void aSameDeviceLoginRequiresTheReturnWithEveryPolicy() {
        for (CheckPolicy policy : CheckPolicy.values()) {
            RiskAssessment assessment =
                    assessment(LoginRequestBuilder.DEFAULT.checkPolicy(policy).sameDevice());

            assertThat(assessment.browserCheck()).as("%s", policy).isEqualTo(Check.RETURN);
            assertThat(assessment.transcriptCheck()).as("%s", policy).isEqualTo(Check.NONE);
        }
    }

    @Test
    void anAcrWithPasskeyRequiresAPasskey() {
        assertThat(assessment(LoginRequestBuilder.DEFAULT.acr(Acr.PASSKEY)))
                .returns(true, RiskAssessment::passkey)
                .returns(Check.PASSKEY, RiskAssessment::transcriptCheck);
        assertThat(assessment(
                        LoginRequestBuilder.DEFAULT.acr(Acr.SAME_DEVICE_PASSKEY).sameDevice()))
                .returns(true, RiskAssessment::passkey)
                .returns(Check.RETURN, RiskAssessment::browserCheck);
    }

    @Test
    void differentTimeZonesAreShownAndRequireACode() {
        HeadlessPhone phone = EnrolledPhones.enrolled().withTimeZone("Europe/Paris");

        ScannedLogin scanned = phone.scan(logins.create(LoginRequestBuilder.DEFAULT.timeZone("Asia/Tokyo"))
                .qrLink());

        assertThat(scanned.details())
                .containsEntry("check", "typed-code")
                .containsEntry("risk", List.of("new_browser", "time_zone_mismatch"));
    }

    @Test
    void timeZonesWithEqualOffsetGiveNoSignal() {
        HeadlessPhone phone = EnrolledPhones.enrolled().withTimeZone("Europe/Paris");

        ScannedLogin scanned = phone.scan(logins.create(LoginRequestBuilder.DEFAULT.timeZone("Europe/Berlin"))
                .qrLink());

        assertThat(scanned.details()).containsEntry("risk", List.of("new_browser"));
    }

    @Test
    void anUnknownTimeZoneGivesNoSignal() {
        HeadlessPhone phone = EnrolledPhones.enrolled().withTimeZone("Atlantis/Poseidonis");

        ScannedLogin scanned = phone.scan(logins.create(LoginRequestBuilder.DEFAULT.timeZone("Asia/Tokyo"))
                .qrLink());

        assertThat(scanned.details()).containsEntry("risk", List.of("new_browser"));
    }

    @Test
    void anotherAddressIsShownOnly() {
        ScannedLogin scanned = scan(LoginRequestBuilder.DEFAULT.browserIp("203.0.113.7"));

        assertThat(scanned.details())
                .containsEntry("check", "none")
                .containsEntry("risk", List.of("new_browser", "address_mismatch"));
    }

    @Test
    void aSlowScanIsShown() {
        TestChallenge login = logins.createEarlier(Duration.ofSeconds(50));

        ScannedLogin scanned = EnrolledPhones.enrolled().scan(login.qrLink());

        assertThat(scanned.details()).containsEntry("risk", List.of("new_browser", "slow_scan"));
    }

    @Test
    void theAssessmentIsStored() {
        assertThat(assessment(LoginRequestBuilder.DEFAULT.checkPolicy(CheckPolicy.ALWAYS)))
                .isEqualTo(new RiskAssessment(false, List.of(RiskSignal.NEW_BROWSER), Check.TYPED_CODE, false));
    }

    private ScannedLogin scan(LoginRequestBuilder request) {
        return EnrolledPhones.enrolled().scan(logins.create(request).qrLink());
    }

    private RiskAssessment assessment(LoginRequestBuilder request) {
        TestChallenge login = logins.create(request);
        passkeys.phonePastCoolingOff().scan(login.qrLink());
        return ((Scanned) logins.load(login)).scan().assessment();
    }
}
