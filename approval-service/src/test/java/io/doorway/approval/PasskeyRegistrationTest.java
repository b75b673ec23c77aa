package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.PasskeyRegistered;
import io.doorway.protocol.event.PasskeyRemoved;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.passkey.HeadlessPasskey;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
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

    @Test
    void aPhoneHasThePasskeysThatItRegistered() {
        HeadlessPhone phone = Phones.enrolled();

        HeadlessPasskey first = phone.addPasskey();
        HeadlessPasskey second = phone.addPasskey();

        assertThat(phone.passkeys()).extracting(passkey -> passkey.get("id")).containsExactly(first.id(), second.id());
        assertThat(phone.passkeys().getFirst().get("registered_at")).isNotNull();
    }

    @Test
    void whatBecomesOfAPasskeyIsTold() {
        HeadlessPhone phone = Phones.enrolled();
        HeadlessPasskey passkey = phone.addPasskey();
        phone.removePasskey(passkey.id());

        List<Event> told =
                TopicReader.events(Topics.DEVICES, 2, event -> event.key().equals(passkey.id()));

        assertThat(told).hasExactlyElementsOfTypes(PasskeyRegistered.class, PasskeyRemoved.class);
        assertThat(phone.passkeys()).isEmpty();
    }

    @Test
    void aPasskeyBelongsToOnePhoneOfTheAccount() {
        String account = Phones.account();
        HeadlessPhone owner = Phones.enrolled(account);
        HeadlessPhone sibling = Phones.enrolled(account);
        HeadlessPasskey passkey = owner.addPasskey();

        PhoneAnswer removal = Phones.line().delete("/passkeys/" + passkey.id(), noncedRemoval(sibling, passkey));

        assertThat(sibling.passkeys()).isEmpty();
        assertThat(removal.problem()).isEqualTo("passkey-not-found");
        assertThat(owner.passkeys()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Passkeys.Wrong.class)
    void aPasskeyThatWasMadeElsewhereOrForNobodyIsRefused(Passkeys.Wrong wrong) {
        HeadlessPhone phone = Phones.enrolled();

        PhoneAnswer answer = phone.addPasskey(wrong.of(HeadlessPasskey.at(Phones.ISSUER)));

        assertThat(answer.problem()).isEqualTo("wrong-passkey");
        assertThat(phone.passkeys()).isEmpty();
    }

    @Test
    void aPasskeyForAnotherNonceIsRefused() {
        HeadlessPhone phone = Phones.enrolled();
        HeadlessPasskey passkey = HeadlessPasskey.at(Phones.ISSUER);

        PhoneAnswer answer = phone.addPasskey(nonce -> passkey.attest("AAAAAAAAAAAAAAAAAAAAAA"));

        assertThat(answer.problem()).isEqualTo("wrong-passkey");
    }

    @Test
    void anAssertionIsNoAttestation() {
        HeadlessPhone phone = Phones.enrolled();
        HeadlessPasskey passkey = HeadlessPasskey.at(Phones.ISSUER);

        PhoneAnswer answer = phone.addPasskey(nonce -> {
            Map<String, String> mixed = new HashMap<>(passkey.attest(nonce));
            mixed.put("client_data_json", passkey.answer(nonce).get("client_data_json"));
            return mixed;
        });

        assertThat(answer.problem()).isEqualTo("wrong-passkey");
    }

    @Test
    void anIdThatIsTakenIsRefused() {
        HeadlessPasskey passkey = Phones.enrolled().addPasskey();
        HeadlessPhone other = Phones.enrolled();

        assertThat(other.addPasskey(passkey.forged()).problem()).isEqualTo("wrong-passkey");
        assertThat(other.passkeys()).isEmpty();
    }

    @Test
    void aPhoneHasFivePasskeysAtMost() {
        HeadlessPhone phone = Phones.enrolled();
        for (int i = 0; i < 5; i++) {
            phone.addPasskey();
        }

        PhoneAnswer sixth = phone.addPasskey(HeadlessPasskey.at(Phones.ISSUER));

        assertThat(sixth.problem()).isEqualTo("too-many-passkeys");
        assertThat(phone.passkeys()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_data_json", "attestation_object"})
    void junkIsRefused(String member) {
        HeadlessPhone phone = Phones.enrolled();
        HeadlessPasskey passkey = HeadlessPasskey.at(Phones.ISSUER);

        assertThat(Passkeys.JUNK).allSatisfy((what, junk) -> {
            PhoneAnswer answer = phone.addPasskey(nonce -> with(passkey.attest(nonce), member, junk));
            assertThat(answer.problem()).as(what).isEqualTo("wrong-passkey");
        });
        assertThat(phone.passkeys()).isEmpty();
    }

    @Test
    void everyTruncationIsRefused() {
        HeadlessPhone phone = Phones.enrolled();
        HeadlessPasskey passkey = HeadlessPasskey.at(Phones.ISSUER);
        int whole = passkey.attest("AAAAAAAAAAAAAAAAAAAAAA")
                .get("attestation_object")
                .length();

        for (int length = 0; length < whole; length += 16) {
            int cut = length;
            PhoneAnswer answer = phone.addPasskey(nonce -> {
                Map<String, String> attestation = passkey.attest(nonce);
                return with(
                        attestation,
                        "attestation_object",
                        attestation.get("attestation_object").substring(0, cut));
            });
            assertThat(answer.problem()).as("cut at " + cut).isEqualTo("wrong-passkey");
        }
    }

    @Test
    void anAttestationHasItsTwoMembersAndNoOther() {
        HeadlessPhone phone = Phones.enrolled();
        HeadlessPasskey passkey = HeadlessPasskey.at(Phones.ISSUER);

        assertThat(phone.addPasskey(nonce -> Map.of()).problem()).isEqualTo("malformed-message");
        assertThat(phone.addPasskey(nonce -> with(passkey.attest(nonce), "more", "AA"))
                        .problem())
                .isEqualTo("malformed-message");
        assertThat(phone.addPasskey(nonce -> with(passkey.attest(nonce), "client_data_json", "not base64url!"))
                        .problem())
                .isEqualTo("malformed-message");
    }

    @Test
    void aNonceMakesOnePasskey() {
        HeadlessPhone phone = Phones.enrolled();
        String nonce = nonceFor(phone);
        Map<String, Object> own = Map.of(
                "nonce", nonce, "attestation", HeadlessPasskey.at(Phones.ISSUER).attest(nonce));
        Phones.line()
                .post("/passkeys", phone.message(PhoneMessages.PASSKEY, own))
                .expect(201);

        PhoneAnswer again = Phones.line().post("/passkeys", phone.message(PhoneMessages.PASSKEY, own));

        assertThat(again.problem()).isEqualTo("use-nonce");
        assertThat(phone.passkeys()).hasSize(1);
    }

    @Test
    void anotherPhonesNonceIsNone() {
        HeadlessPhone phone = Phones.enrolled();
        String nonce = nonceFor(Phones.enrolled());
        Map<String, Object> own = Map.of(
                "nonce", nonce, "attestation", HeadlessPasskey.at(Phones.ISSUER).attest(nonce));

        PhoneAnswer answer = Phones.line().post("/passkeys", phone.message(PhoneMessages.PASSKEY, own));

        assertThat(answer.problem()).isEqualTo("use-nonce");
    }

    private static String nonceFor(HeadlessPhone phone) {
        return Objects.requireNonNull(Phones.line()
                .post("/passkeys", phone.message(PhoneMessages.PASSKEY, Map.of()))
                .nonce());
    }

    private static String noncedRemoval(HeadlessPhone phone, HeadlessPasskey passkey) {
        String nonce = Objects.requireNonNull(Phones.line()
                .delete("/passkeys/" + passkey.id(), phone.message(PhoneMessages.DEVICE, Map.of()))
                .nonce());
        return phone.message(PhoneMessages.DEVICE, Map.of("nonce", nonce));
    }

    private static Map<String, String> with(Map<String, String> answer, String member, String value) {
        Map<String, String> changed = new HashMap<>(answer);
        changed.put(member, value);
        return changed;
    }
}
