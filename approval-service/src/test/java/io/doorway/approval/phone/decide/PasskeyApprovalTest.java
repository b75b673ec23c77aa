package io.doorway.approval.phone.decide;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.approval.support.TestPasskeys.AuthenticatorFault;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals with a passkey. */
@ApprovalServiceTest
class PasskeyApprovalTest {
    private static final LoginRequestBuilder PAYMENT = LoginRequestBuilder.DEFAULT.acr(Acr.PASSKEY);

    @Inject
    TestChallenges logins;

    @Inject
    TestPasskeys passkeys;

    private HeadlessPhone phone;
    private HeadlessPasskey passkey;
    private TestChallenge login;
    private ScannedLogin scanned;

    @BeforeEach
    void scanPayment() {
        phone = passkeys.phonePastCoolingOff();
        passkey = passkeys.addPasskey(phone);
        login = logins.create(PAYMENT);
        scanned = phone.scan(login.qrLink());
    }

    @Test
    void theTranscriptRequiresAPasskey() {
        assertThat(scanned.details()).containsEntry("check", "passkey").containsEntry("acr", Acr.PASSKEY.uri());
    }

    @Test
    void acrAndAmrStateTheVerification() {
        phone.approve(scanned, passkey);

        assertThat(approval(login).acr()).isEqualTo(Acr.PASSKEY);
        assertThat(approval(login).amr()).containsExactly("pop", "swk", "user", "mfa");
        assertThat(phone.passkeys().getFirst().get("last_used_at")).isNotNull();
    }

    @Test
    void aPasskeyOnEd25519IsAccepted() {
        HeadlessPasskey other = HeadlessPasskey.ed25519At(phone.identity().issuer());
        phone.addPasskey(other).expect(201);
        passkeys.becomesActive(other);

        assertRefused("wrong-passkey", () -> phone.approve(scanned, other.withOtherKey()));
        phone.approve(scanned, other);

        assertThat(approval(login).acr()).isEqualTo(Acr.PASSKEY);
    }

    @Test
    void aSameDeviceLoginHasItsOwnAcr() {
        TestChallenge sameDevice = logins.create(PAYMENT.sameDevice());

        phone.approve(phone.scan(sameDevice.qrLink()), passkey);

        assertThat(approval(sameDevice).acr()).isEqualTo(Acr.SAME_DEVICE_PASSKEY);
    }

    @Test
    void anApprovalWithoutPasskeyIsRefusedAndCanBeRepeatedWithOne() {
        assertRefused("passkey-required", () -> phone.approve(scanned));
        assertThat(logins.load(login)).isInstanceOf(Scanned.class);

        phone.approve(scanned, passkey);

        assertThat(logins.load(login)).isInstanceOf(Approved.class);
    }

    @ParameterizedTest
    @EnumSource
    void anAssertionOfAFaultyAuthenticatorIsRefused(AuthenticatorFault fault) {
        assertRefused("wrong-passkey", () -> phone.approve(scanned, fault.applyTo(passkey)));

        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    @Test
    void anAssertionOfAnotherTranscriptIsRefused() {
        Map<String, String> other = passkey.sign(scanned.transcript().replace("Demo Bank", "Demo Bark"));

        assertRefused("wrong-passkey", () -> phone.approve(scanned, Map.of("passkey", other)));
    }

    @Test
    void anAssertionOfAnotherLoginIsRefused() {
        TestChallenge next = logins.create(PAYMENT);
        Map<String, String> first = passkey.sign(scanned.transcript());
        phone.approve(scanned, Map.of("passkey", first));

        assertRefused("wrong-passkey", () -> phone.approve(phone.scan(next.qrLink()), Map.of("passkey", first)));
    }

    @Test
    void clientDataOfAnAttestationIsRefused() {
        Map<String, String> mixed =
                with("client_data_json", passkey.attest("AAAA").get("client_data_json"));

        assertRefused("wrong-passkey", () -> phone.approve(scanned, Map.of("passkey", mixed)));
    }

    @Test
    void anotherKeyIsRefused() {
        assertRefused("wrong-passkey", () -> phone.approve(scanned, passkey.withOtherKey()));
    }

    @Test
    void anotherAccountsPasskeyIsRefused() {
        HeadlessPasskey ofAnotherAccount = passkeys.addPasskey(passkeys.phonePastCoolingOff());

        assertRefused("wrong-passkey", () -> phone.approve(scanned, ofAnotherAccount));
    }

    @Test
    void thePasskeyOfAnotherPhoneOfTheAccountIsRefused() {
        HeadlessPasskey ofAnotherPhone = passkeys.pastCoolingOff(
                        EnrolledPhones.enrolled(phone.identity().account()))
                .addPasskey();

        assertRefused("wrong-passkey", () -> phone.approve(scanned, ofAnotherPhone));
    }

    @Test
    void aRemovedPasskeyIsRefused() {
        phone.removePasskey(passkey.id());

        assertRefused("wrong-passkey", () -> phone.approve(scanned, passkey));
    }

    @Test
    void aPasskeyOfARevokedPhoneIsRefused() {
        phone.revoke(phone.identity().credentialId());

        assertRefused("credential-not-active", () -> phone.approve(scanned, passkey));
        assertRefused("credential-not-active", () -> phone.passkeys());
    }

    @Test
    void anUnrequiredPasskeyIsVerifiedAndCounts() {
        TestChallenge usual = logins.create();
        ScannedLogin scannedLogin = phone.scan(usual.qrLink());

        assertRefused("wrong-passkey", () -> phone.approve(scannedLogin, passkey.withOtherKey()));
        phone.approve(scannedLogin, passkey);

        assertThat(approval(usual).acr()).isEqualTo(Acr.PASSKEY);
    }

    @ParameterizedTest(name = "7, then {0}")
    @ValueSource(longs = {7, 6, 1, 0})
    void aCounterThatDoesNotIncreaseIsRefusedAndPublished(long next) {
        phone.approve(scanned, passkey.withBehaviour(passkey.behaviour().withCounter(7)));
        TestChallenge second = logins.create(PAYMENT);
        ScannedLogin scannedLogin = phone.scan(second.qrLink());

        assertRefused(
                "wrong-passkey",
                () -> phone.approve(
                        scannedLogin, passkey.withBehaviour(passkey.behaviour().withCounter(next))));

        assertThat(logins.load(second)).isInstanceOf(Scanned.class);
        assertThat(TopicReader.events(
                        Topics.REFUSALS,
                        1,
                        event -> event instanceof AttemptRefused refused
                                && second.id().equals(refused.challengeId())))
                .singleElement()
                .isInstanceOfSatisfying(
                        AttemptRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.COPIED_PASSKEY));
    }

    @Test
    void aCounterThatIncreasesIsAccepted() {
        phone.approve(scanned, passkey.withBehaviour(passkey.behaviour().withCounter(7)));
        TestChallenge second = logins.create(PAYMENT);

        phone.approve(
                phone.scan(second.qrLink()),
                passkey.withBehaviour(passkey.behaviour().withCounter(8)));

        assertThat(logins.load(second)).isInstanceOf(Approved.class);
    }

    @Test
    void aRepeatedCallIsNotAnotherUse() {
        Map<String, Object> evidence = Map.of(
                "passkey",
                passkey.withBehaviour(passkey.behaviour().withCounter(7)).sign(scanned.transcript()));

        PhoneResponse first = phone.approve(scanned, evidence);
        PhoneResponse second = phone.approve(scanned, evidence);

        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "authenticator_data", "client_data_json", "signature"})
    void malformedMembersAreRefused(String member) {
        assertThat(TestPasskeys.MALFORMED_MEMBERS)
                .allSatisfy((what, malformed) -> assertRefused(
                        "wrong-passkey", () -> phone.approve(scanned, Map.of("passkey", with(member, malformed)))));
        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "authenticator_data", "client_data_json", "signature"})
    void everyMemberIsRequiredInCanonicalBase64Url(String member) {
        Map<String, String> without = new HashMap<>(passkey.sign(scanned.transcript()));
        without.remove(member);

        assertRefused("malformed-message", () -> phone.approve(scanned, Map.of("passkey", without)));
        assertRefused("malformed-message", () -> phone.approve(scanned, Map.of("passkey", with(member, "AAA="))));
    }

    @Test
    void anAssertionHasExactlyFourMembers() {
        assertRefused("malformed-message", () -> phone.approve(scanned, Map.of("passkey", "text")));
        assertRefused("malformed-message", () -> phone.approve(scanned, Map.of("passkey", with("user_handle", "AA"))));
    }

    private Map<String, String> with(String member, String value) {
        Map<String, String> changed = new HashMap<>(passkey.sign(scanned.transcript()));
        changed.put(member, value);
        return changed;
    }

    private Approval approval(TestChallenge approved) {
        return ((Approved) logins.load(approved)).approval();
    }
}
