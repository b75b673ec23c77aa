package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.passkey.HeadlessPasskey;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.doorway.testkit.phone.ScannedLogin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApprovalServiceTest
class PasskeyApprovalTest {
    private static final Asking PAYMENT = Asking.USUAL.acr(Acr.PASSKEY);

    @Inject
    Logins logins;

    @Inject
    Passkeys passkeys;

    private HeadlessPhone phone;
    private HeadlessPasskey passkey;
    private Logins.Login login;
    private ScannedLogin scanned;

    @BeforeEach
    void aPhoneScansAPayment() {
        phone = passkeys.settledPhone();
        passkey = phone.addPasskey();
        login = logins.waiting(PAYMENT);
        scanned = phone.scan(login.link());
    }

    @Test
    void thePhoneIsToldThatItTakesAPasskey() {
        assertThat(scanned.details()).containsEntry("check", "passkey").containsEntry("acr", Acr.PASSKEY);
    }

    @Test
    void whatWasReachedIsSaidExactly() {
        phone.approve(scanned, passkey);

        assertThat(approval(login).acr()).isEqualTo(Acr.PASSKEY);
        assertThat(approval(login).amr()).containsExactly("pop", "swk", "user", "mfa");
        assertThat(phone.passkeys().getFirst().get("last_used_at")).isNotNull();
    }

    @Test
    void aPasskeyOnEd25519IsAsGood() {
        HeadlessPasskey other = HeadlessPasskey.onEd25519At(phone.identity().issuer());
        phone.addPasskey(other).expect(201);

        refused("wrong-passkey", () -> phone.approve(scanned, other.forged()));
        phone.approve(scanned, other);

        assertThat(approval(login).acr()).isEqualTo(Acr.PASSKEY);
    }

    @Test
    void onTheSameDeviceItIsSaidToo() {
        Logins.Login here = logins.waiting(PAYMENT.onThePhone());

        phone.approve(phone.scan(here.link()), passkey);

        assertThat(approval(here).acr()).isEqualTo(Acr.SAME_DEVICE_PASSKEY);
    }

    @Test
    void withoutAPasskeyNothingIsApprovedAndThePersonMayTryAgain() {
        refused("passkey-required", () -> phone.approve(scanned));
        assertThat(logins.now(login)).isInstanceOf(Scanned.class);

        phone.approve(scanned, passkey);

        assertThat(logins.now(login)).isInstanceOf(Approved.class);
    }

    @ParameterizedTest
    @EnumSource(Passkeys.Wrong.class)
    void anAssertionFromElsewhereOrOfNobodyIsRefused(Passkeys.Wrong wrong) {
        refused("wrong-passkey", () -> phone.approve(scanned, wrong.of(passkey)));

        assertThat(logins.now(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void anAssertionOfAnotherTranscriptIsRefused() {
        Map<String, String> other = passkey.sign(scanned.transcript().replace("Demo Bank", "Demo Bark"));

        refused("wrong-passkey", () -> phone.approve(scanned, Map.of("passkey", other)));
    }

    @Test
    void anAssertionOfAnotherLoginIsRefused() {
        Logins.Login next = logins.waiting(PAYMENT);
        Map<String, String> first = passkey.sign(scanned.transcript());
        phone.approve(scanned, Map.of("passkey", first));

        refused("wrong-passkey", () -> phone.approve(phone.scan(next.link()), Map.of("passkey", first)));
    }

    @Test
    void anAttestationsClientDataIsNoAssertions() {
        Map<String, String> mixed =
                with("client_data_json", passkey.attest("AAAA").get("client_data_json"));

        refused("wrong-passkey", () -> phone.approve(scanned, Map.of("passkey", mixed)));
    }

    @Test
    void anotherKeyIsRefused() {
        refused("wrong-passkey", () -> phone.approve(scanned, passkey.forged()));
    }

    @Test
    void anotherAccountsPasskeyIsRefused() {
        HeadlessPasskey theirs = passkeys.settledPhone().addPasskey();

        refused("wrong-passkey", () -> phone.approve(scanned, theirs));
    }

    @Test
    void thePasskeyOfAnotherPhoneOfTheAccountIsRefused() {
        HeadlessPasskey siblings =
                passkeys.settled(Phones.enrolled(phone.identity().account())).addPasskey();

        refused("wrong-passkey", () -> phone.approve(scanned, siblings));
    }

    @Test
    void aPasskeyThatWasGivenUpIsRefused() {
        phone.removePasskey(passkey.id());

        refused("wrong-passkey", () -> phone.approve(scanned, passkey));
    }

    @Test
    void aRevokedPhonesPasskeyIsDead() {
        Phones.enrolled(phone.identity().account()).revoke(phone.identity().credentialId());

        refused("credential-not-active", () -> phone.approve(scanned, passkey));
        refused("credential-not-active", () -> phone.passkeys());
    }

    @Test
    void aPhoneThatIsNewIsToldAtTheScanAndLeavesTheLoginToAnother() {
        HeadlessPhone fresh = Phones.enrolled(phone.identity().account());
        fresh.addPasskey();
        Logins.Login payment = logins.waiting(PAYMENT);

        refused("cooling-off", () -> fresh.scan(payment.link()));

        assertThat(logins.now(payment)).isInstanceOf(Created.class);
        assertThat(TopicReader.events(
                        Topics.REFUSALS,
                        1,
                        event -> event instanceof AttemptRefused told
                                && payment.id().value().equals(told.challengeId())))
                .singleElement()
                .isInstanceOfSatisfying(AttemptRefused.class, told -> {
                    assertThat(told.attempt()).isEqualTo(Attempt.SCAN);
                    assertThat(told.reason()).isEqualTo(RefusalReason.COOLING_OFF);
                    assertThat(told.credential()).isEqualTo(fresh.identity().credentialId());
                });
        phone.approve(phone.scan(payment.link()), passkey);
        assertThat(approval(payment).acr()).isEqualTo(Acr.PASSKEY);
    }

    @Test
    void aPhoneThatIsNewCostsNothingThatIsStillToDecide() {
        HeadlessPhone fresh = Phones.enrolled(phone.identity().account());

        refused("cooling-off", () -> fresh.scan(logins.waiting(PAYMENT).link()));

        phone.approve(scanned, passkey);
        assertThat(logins.now(login)).isInstanceOf(Approved.class);
    }

    @Test
    void aPhoneThatIsNewScansWhatTakesNoPasskey() {
        HeadlessPhone fresh = Phones.enrolled();

        assertThat(fresh.scan(logins.waiting().link()).details()).containsEntry("check", "none");
    }

    @Test
    void aCodeThatIsStaleOrForgedIsNoMatterOfWaiting() {
        HeadlessPhone fresh = Phones.enrolled();
        Logins.Login payment = logins.createdBefore(Duration.ofSeconds(30), PAYMENT);
        String link = payment.link();

        refused("stale-frame", () -> fresh.scan(payment.linkOf(0)));
        refused(
                "challenge-not-found",
                () -> fresh.scan(link.substring(0, link.length() - 2) + (link.endsWith("AA") ? "BA" : "AA")));
    }

    @Test
    void whatANewPhoneHadScannedItStillDoesNotApprove() {
        passkeys.fresh(phone);

        refused("cooling-off", () -> phone.approve(scanned, passkey));
        refused("cooling-off", () -> phone.approve(scanned));
        assertThat(logins.now(login)).isInstanceOf(Scanned.class);

        passkeys.settled(phone).approve(scanned, passkey);
        assertThat(approval(login).acr()).isEqualTo(Acr.PASSKEY);
    }

    @Test
    void aPhoneThatIsNewIsToldUntilWhen() {
        HeadlessPhone fresh = passkeys.fresh(phone);
        String until = "wait until "
                + Instant.parse(fresh.devices()
                                .getFirst()
                                .get("cooling_off_until")
                                .toString())
                        .truncatedTo(ChronoUnit.SECONDS);

        assertThatThrownBy(() -> fresh.scan(logins.waiting(PAYMENT).link())).hasMessageContaining(until);
        assertThatThrownBy(() -> fresh.approve(scanned)).hasMessageContaining(until);
    }

    @Test
    void aNewPhonesPasskeyThatNobodyAskedForDoesNotCount() {
        HeadlessPhone fresh = Phones.enrolled();
        HeadlessPasskey itsPasskey = fresh.addPasskey();
        Logins.Login usual = logins.waiting();

        fresh.approve(fresh.scan(usual.link()), itsPasskey);

        assertThat(approval(usual).acr()).isEqualTo(Acr.QR);
        assertThat(approval(usual).amr()).containsExactly("pop", "swk");
    }

    @Test
    void aPasskeyThatNobodyAskedForCountsIfItIsRight() {
        Logins.Login usual = logins.waiting();
        ScannedLogin asked = phone.scan(usual.link());

        refused("wrong-passkey", () -> phone.approve(asked, passkey.forged()));
        phone.approve(asked, passkey);

        assertThat(approval(usual).acr()).isEqualTo(Acr.PASSKEY);
    }

    @ParameterizedTest(name = "7, then {0}")
    @ValueSource(longs = {7, 6, 1, 0})
    void aCounterThatDoesNotGoForwardIsRefusedAndTold(long next) {
        phone.approve(scanned, passkey.behaving(passkey.manner().withCounter(7)));
        Logins.Login second = logins.waiting(PAYMENT);
        ScannedLogin asked = phone.scan(second.link());

        refused(
                "wrong-passkey",
                () -> phone.approve(asked, passkey.behaving(passkey.manner().withCounter(next))));

        assertThat(logins.now(second)).isInstanceOf(Scanned.class);
        assertThat(TopicReader.events(
                        Topics.REFUSALS,
                        1,
                        event -> event instanceof AttemptRefused told
                                && second.id().value().equals(told.challengeId())))
                .singleElement()
                .isInstanceOfSatisfying(
                        AttemptRefused.class,
                        told -> assertThat(told.reason()).isEqualTo(RefusalReason.COPIED_PASSKEY));
    }

    @Test
    void aCounterThatGoesForwardIsGood() {
        phone.approve(scanned, passkey.behaving(passkey.manner().withCounter(7)));
        Logins.Login second = logins.waiting(PAYMENT);

        phone.approve(
                phone.scan(second.link()), passkey.behaving(passkey.manner().withCounter(8)));

        assertThat(logins.now(second)).isInstanceOf(Approved.class);
    }

    @Test
    void aRepeatedCallIsNoSecondUse() {
        Map<String, Object> evidence = Map.of(
                "passkey", passkey.behaving(passkey.manner().withCounter(7)).sign(scanned.transcript()));

        PhoneAnswer first = phone.approve(scanned, evidence);
        PhoneAnswer again = phone.approve(scanned, evidence);

        assertThat(again).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "authenticator_data", "client_data_json", "signature"})
    void junkIsRefused(String member) {
        assertThat(Passkeys.JUNK)
                .allSatisfy((what, junk) ->
                        refused("wrong-passkey", () -> phone.approve(scanned, Map.of("passkey", with(member, junk)))));
        assertThat(logins.now(login)).isInstanceOf(Scanned.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "authenticator_data", "client_data_json", "signature"})
    void everyMemberIsNeededInItsOneSpelling(String member) {
        Map<String, String> without = new HashMap<>(passkey.sign(scanned.transcript()));
        without.remove(member);

        refused("malformed-message", () -> phone.approve(scanned, Map.of("passkey", without)));
        refused("malformed-message", () -> phone.approve(scanned, Map.of("passkey", with(member, "AAA="))));
    }

    @Test
    void aPasskeyIsAnObjectOfItsMembersAndNoOther() {
        refused("malformed-message", () -> phone.approve(scanned, Map.of("passkey", "text")));
        refused("malformed-message", () -> phone.approve(scanned, Map.of("passkey", with("user_handle", "AA"))));
    }

    private Map<String, String> with(String member, String value) {
        Map<String, String> changed = new HashMap<>(passkey.sign(scanned.transcript()));
        changed.put(member, value);
        return changed;
    }

    private Approval approval(Logins.Login approved) {
        return ((Approved) logins.now(approved)).approval();
    }

    private static void refused(String problem, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo(problem));
    }
}
