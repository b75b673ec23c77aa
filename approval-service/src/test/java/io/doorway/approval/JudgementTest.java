package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.ScannedLogin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scan settles, and what the person is shown of it. */
@ApprovalServiceTest
class JudgementTest {
    @Inject
    Logins logins;

    @Inject
    Passkeys passkeys;

    @Test
    void anUnknownBrowserIsShownAndAskedForACode() {
        ScannedLogin scanned = scan(Asking.USUAL.policy(CheckPolicy.UNKNOWN).in("never-seen"));

        assertThat(scanned.details())
                .containsEntry("check", "typed-code")
                .containsEntry("risk", List.of("new_browser"))
                .extractingByKey("browser", MAP)
                .containsEntry("known", false);
    }

    @Test
    void aRelyingPartyThatNeverAsksGetsNoCodeButThePersonIsTold() {
        ScannedLogin scanned = scan(Asking.USUAL);

        assertThat(scanned.details()).containsEntry("check", "none").containsEntry("risk", List.of("new_browser"));
    }

    @Test
    void aRelyingPartyThatAlwaysAsksGetsACode() {
        assertThat(scan(Asking.USUAL.policy(CheckPolicy.ALWAYS)).details()).containsEntry("check", "typed-code");
    }

    @Test
    void moreTimeThanUsualIsPaidForWithACode() {
        ScannedLogin scanned = scan(Asking.USUAL.decideWithin(Duration.ofMinutes(5)));

        assertThat(scanned.details()).containsEntry("check", "typed-code");
    }

    @Test
    void lessTimeThanUsualCostsNothing() {
        ScannedLogin scanned = scan(Asking.USUAL.decideWithin(Duration.ofMinutes(1)));

        assertThat(scanned.details()).containsEntry("check", "none");
    }

    @Test
    void aLoginOnThePhoneItselfComesBackWhateverThePolicy() {
        for (CheckPolicy policy : CheckPolicy.values()) {
            Judgement judgement = judgement(Asking.USUAL.policy(policy).onThePhone());

            assertThat(judgement.browserCheck()).as("%s", policy).isEqualTo(Check.RETURN);
            assertThat(judgement.shown()).as("%s", policy).isEqualTo(Check.NONE);
        }
    }

    @Test
    void aPasskeyIsAskedForWhereTheAssuranceNeedsOne() {
        assertThat(judgement(Asking.USUAL.acr(Acr.PASSKEY)))
                .returns(true, Judgement::passkey)
                .returns(Check.PASSKEY, Judgement::shown);
        assertThat(judgement(Asking.USUAL.acr(Acr.SAME_DEVICE_PASSKEY).onThePhone()))
                .returns(true, Judgement::passkey)
                .returns(Check.RETURN, Judgement::browserCheck);
    }

    @Test
    void clocksOfDifferentZonesAreShownAndCostACode() {
        HeadlessPhone phone = Phones.enrolled().in("Europe/Paris");

        ScannedLogin scanned =
                phone.scan(logins.waiting(Asking.USUAL.zone("Asia/Tokyo")).link());

        assertThat(scanned.details())
                .containsEntry("check", "typed-code")
                .containsEntry("risk", List.of("new_browser", "time_zone_mismatch"));
    }

    @Test
    void zonesOfOneTimeAreOne() {
        HeadlessPhone phone = Phones.enrolled().in("Europe/Paris");

        ScannedLogin scanned =
                phone.scan(logins.waiting(Asking.USUAL.zone("Europe/Berlin")).link());

        assertThat(scanned.details()).containsEntry("risk", List.of("new_browser"));
    }

    @Test
    void aZoneThatIsNoneIsNotClaimedToDiffer() {
        HeadlessPhone phone = Phones.enrolled().in("Atlantis/Poseidonis");

        ScannedLogin scanned =
                phone.scan(logins.waiting(Asking.USUAL.zone("Asia/Tokyo")).link());

        assertThat(scanned.details()).containsEntry("risk", List.of("new_browser"));
    }

    @Test
    void anotherAddressIsShownAndNoMore() {
        ScannedLogin scanned = scan(Asking.USUAL.at("203.0.113.7"));

        assertThat(scanned.details())
                .containsEntry("check", "none")
                .containsEntry("risk", List.of("new_browser", "address_mismatch"));
    }

    @Test
    void aCodeThatWaitedForLongIsShown() {
        Logins.Login login = logins.createdBefore(Duration.ofSeconds(50));

        ScannedLogin scanned = Phones.enrolled().scan(login.link());

        assertThat(scanned.details()).containsEntry("risk", List.of("new_browser", "slow_scan"));
    }

    @Test
    void whatWasSettledIsInTheRecord() {
        assertThat(judgement(Asking.USUAL.policy(CheckPolicy.ALWAYS)))
                .isEqualTo(new Judgement(false, List.of(RiskSignal.NEW_BROWSER), Check.TYPED_CODE, false));
    }

    private ScannedLogin scan(Asking asking) {
        return Phones.enrolled().scan(logins.waiting(asking).link());
    }

    private Judgement judgement(Asking asking) {
        Logins.Login login = logins.waiting(asking);
        passkeys.settledPhone().scan(login.link());
        return ((Scanned) logins.now(login)).scan().judgement();
    }
}
