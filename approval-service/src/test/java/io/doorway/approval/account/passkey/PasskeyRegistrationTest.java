package io.doorway.approval.account.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.approval.support.TestPasskeys.AuthenticatorFault;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.protocol.event.DeviceEvent.PasskeyRegistered;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApprovalServiceTest
class PasskeyRegistrationTest {
    @Inject
    RemovePasskey removePasskey;

    @Inject
    TestPasskeys passkeys;

    @Test
    void aPhoneListsItsPasskeys() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();

        HeadlessPasskey first = phone.addPasskey();
        HeadlessPasskey second = phone.addPasskey();

        assertThat(phone.passkeys()).extracting(passkey -> passkey.get("id")).containsExactly(first.id(), second.id());
        assertThat(phone.passkeys().getFirst().get("registered_at")).isNotNull();
    }

    @Test
    void registrationAndRemovalArePublished() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = phone.addPasskey();
        phone.removePasskey(passkey.id());
        phone.removePasskey(passkey.id());

        List<Event> published =
                TopicReader.events(Topics.DEVICES, 2, event -> event.key().equals(passkey.id()));

        assertThat(published).hasExactlyElementsOfTypes(PasskeyRegistered.class, PasskeyRemoved.class);
        assertThat(phone.passkeys()).isEmpty();
    }

    @Test
    void aRemovalIsRepeatableForADayAndThenNothingOfItIsKept() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = phone.addPasskey();
        phone.removePasskey(passkey.id());

        removePasskey.deleteOld().await().indefinitely();
        phone.removePasskey(passkey.id());
        passkeys.removedADayAgo(passkey);
        removePasskey.deleteOld().await().indefinitely();

        EnrolledPhones.assertRefused("passkey-not-found", () -> phone.removePasskey(passkey.id()));
    }

    @Test
    void aPasskeyBelongsToOnePhoneOfTheAccount() {
        String account = EnrolledPhones.account();
        HeadlessPhone owner = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone other = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPasskey passkey = owner.addPasskey();

        PhoneResponse removal =
                EnrolledPhones.http().delete("/passkeys/" + passkey.id(), removalMessage(other, passkey));

        assertThat(other.passkeys()).isEmpty();
        assertThat(removal.problem()).isEqualTo("passkey-not-found");
        assertThat(owner.passkeys()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aPasskeyOfAFaultyAuthenticatorIsRefused(AuthenticatorFault fault) {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();

        PhoneResponse response = phone.addPasskey(fault.applyTo(HeadlessPasskey.at(EnrolledPhones.ISSUER)));

        assertThat(response.problem()).isEqualTo("wrong-passkey");
        assertThat(phone.passkeys()).isEmpty();
    }

    @Test
    void aPasskeyForAnotherNonceIsRefused() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = HeadlessPasskey.at(EnrolledPhones.ISSUER);

        PhoneResponse response = phone.addPasskey(nonce -> passkey.attest("AAAAAAAAAAAAAAAAAAAAAA"));

        assertThat(response.problem()).isEqualTo("wrong-passkey");
    }

    @Test
    void clientDataOfAnAssertionIsRefused() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = HeadlessPasskey.at(EnrolledPhones.ISSUER);

        PhoneResponse response = phone.addPasskey(nonce -> {
            Map<String, String> mixed = new HashMap<>(passkey.attest(nonce));
            mixed.put("client_data_json", passkey.assertion(nonce).get("client_data_json"));
            return mixed;
        });

        assertThat(response.problem()).isEqualTo("wrong-passkey");
    }

    /** An event of a longer one would be refused by its consumers, so that the passkey would be in no audit and no activity. */
    @Test
    void anIdOfMoreBytesThanAnEventHasRoomForIsRefused() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = HeadlessPasskey.at(EnrolledPhones.ISSUER);

        assertThat(phone.addPasskey(passkey.withIdOf(513)).problem()).isEqualTo("wrong-passkey");
        assertThat(phone.addPasskey(passkey.withIdOf(1023)).problem()).isEqualTo("wrong-passkey");
        assertThat(phone.passkeys()).isEmpty();

        HeadlessPasskey longest = passkey.withIdOf(512);
        assertThat(phone.addPasskey(longest).status()).isEqualTo(201);
        assertThat(AwaitActivity.of(phone, 2).getFirst()).containsEntry("kind", "passkey_added");
    }

    @Test
    void aRegistrationWhoseAnswerWasLostMayBeRepeated() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = HeadlessPasskey.at(EnrolledPhones.ISSUER);
        PhoneResponse first = phone.addPasskey(passkey).expect(201);
        for (int i = 1; i < 5; i++) {
            phone.addPasskey();
        }

        PhoneResponse again = phone.addPasskey(passkey);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(phone.passkeys()).hasSize(5);
        assertThat(AwaitActivity.of(phone, 6))
                .filteredOn(entry -> entry.get("kind").equals("passkey_added"))
                .hasSize(5);
        assertThat(passkeys.phonePastCoolingOff().addPasskey(passkey).problem()).isEqualTo("wrong-passkey");
    }

    @Test
    void anIdThatIsTakenIsRefused() {
        HeadlessPasskey passkey = passkeys.phonePastCoolingOff().addPasskey();
        HeadlessPhone other = passkeys.phonePastCoolingOff();

        assertThat(other.addPasskey(passkey.withOtherKey()).problem()).isEqualTo("wrong-passkey");
        assertThat(other.passkeys()).isEmpty();
    }

    @Test
    void aPhoneHasAtMostFivePasskeys() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        for (int i = 0; i < 5; i++) {
            phone.addPasskey();
        }

        PhoneResponse sixth = phone.addPasskey(HeadlessPasskey.at(EnrolledPhones.ISSUER));

        assertThat(sixth.problem()).isEqualTo("too-many-passkeys");
        assertThat(phone.passkeys()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_data_json", "attestation_object"})
    void malformedMembersAreRefused(String member) {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = HeadlessPasskey.at(EnrolledPhones.ISSUER);

        assertThat(TestPasskeys.MALFORMED_MEMBERS).allSatisfy((what, malformed) -> {
            PhoneResponse response = phone.addPasskey(nonce -> with(passkey.attest(nonce), member, malformed));
            assertThat(response.problem()).as(what).isEqualTo("wrong-passkey");
        });
        assertThat(phone.passkeys()).isEmpty();
    }

    @Test
    void aTruncatedAttestationObjectIsRefused() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = HeadlessPasskey.at(EnrolledPhones.ISSUER);
        int fullLength = passkey.attest("AAAAAAAAAAAAAAAAAAAAAA")
                .get("attestation_object")
                .length();

        for (int length = 0; length < fullLength; length += 16) {
            int cut = length;
            PhoneResponse response = phone.addPasskey(nonce -> {
                Map<String, String> attestation = passkey.attest(nonce);
                return with(
                        attestation,
                        "attestation_object",
                        attestation.get("attestation_object").substring(0, cut));
            });
            assertThat(response.problem()).as("cut at " + cut).isEqualTo("wrong-passkey");
        }
    }

    @Test
    void anAttestationHasExactlyTwoMembers() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        HeadlessPasskey passkey = HeadlessPasskey.at(EnrolledPhones.ISSUER);

        assertThat(phone.addPasskey(nonce -> Map.of()).problem()).isEqualTo("malformed-message");
        assertThat(phone.addPasskey(nonce -> with(passkey.attest(nonce), "more", "AA"))
                        .problem())
                .isEqualTo("malformed-message");
        assertThat(phone.addPasskey(nonce -> with(passkey.attest(nonce), "client_data_json", "not base64url!"))
                        .problem())
                .isEqualTo("malformed-message");
    }

    @Test
    void aNonceRegistersOnePasskey() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        String nonce = nonceFor(phone);
        Map<String, Object> own = Map.of(
                "nonce",
                nonce,
                "attestation",
                HeadlessPasskey.at(EnrolledPhones.ISSUER).attest(nonce));
        EnrolledPhones.http()
                .post("/passkeys", phone.signedMessage(PhoneMessages.PASSKEY, own))
                .expect(201);

        PhoneResponse second = EnrolledPhones.http().post("/passkeys", phone.signedMessage(PhoneMessages.PASSKEY, own));

        assertThat(second.problem()).isEqualTo("use-nonce");
        assertThat(phone.passkeys()).hasSize(1);
    }

    @Test
    void anotherPhonesNonceIsNotValid() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        String nonce = nonceFor(passkeys.phonePastCoolingOff());
        Map<String, Object> own = Map.of(
                "nonce",
                nonce,
                "attestation",
                HeadlessPasskey.at(EnrolledPhones.ISSUER).attest(nonce));

        PhoneResponse response =
                EnrolledPhones.http().post("/passkeys", phone.signedMessage(PhoneMessages.PASSKEY, own));

        assertThat(response.problem()).isEqualTo("use-nonce");
    }

    private static String nonceFor(HeadlessPhone phone) {
        return Objects.requireNonNull(EnrolledPhones.http()
                .post("/passkeys", phone.signedMessage(PhoneMessages.PASSKEY, Map.of()))
                .nonce());
    }

    private static String removalMessage(HeadlessPhone phone, HeadlessPasskey passkey) {
        String nonce = Objects.requireNonNull(EnrolledPhones.http()
                .delete("/passkeys/" + passkey.id(), phone.signedMessage(PhoneMessages.DEVICE, Map.of()))
                .nonce());
        return phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonce));
    }

    private static Map<String, String> with(Map<String, String> response, String member, String value) {
        Map<String, String> changed = new HashMap<>(response);
        changed.put(member, value);
        return changed;
    }
}
