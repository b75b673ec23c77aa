package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.clients.passkey.AuthenticatorBehaviour;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.ApprovalInstance;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Named;

/**
 * Three devices of one account, in the order of their enrolment, each with a passkey that counts. The attacker has the newcomer.
 *
 * @param last enrolled after the newcomer
 */
record Household(Device owner, Device newcomer, Device last) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A phone and its passkey. */
    record Device(HeadlessPhone phone, HeadlessPasskey passkey) {

        String id() {
            return phone.identity().credentialId();
        }

        private static Device enrol(Person person, ApprovalInstance instance) {
            HeadlessPhone phone = person.headlessPhone();
            // The platform's own instance has no waiting times, so that the passkey counts at once.
            return new Device(instance.phone(phone), phone.addPasskey());
        }
    }

    /** A new account, whose phones call this instance. */
    static Household at(ApprovalInstance instance) {
        Person person = TestPlatform.person("Owner");
        return new Household(
                Device.enrol(person, instance), Device.enrol(person, instance), Device.enrol(person, instance));
    }

    /** What an attack must not change: devices, passkeys and removals, as the owner's phone lists them. */
    String state() {
        List<Map<String, Object>> devices = owner.phone().devices();
        try {
            return JSON.writeValueAsString(devices);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The newcomer removes a device with an assertion.
     *
     * @param passkeyFor the member {@code passkey} for the nonce
     */
    PhoneResponse removeWith(Device device, Function<String, ?> passkeyFor) {
        HeadlessPhone by = newcomer.phone();
        String path = "/devices/" + device.id();
        String nonce = nonceFor(by, path);
        return by.api()
                .delete(
                        path,
                        by.signedMessage(
                                PhoneMessages.DEVICE, Map.of("nonce", nonce, "passkey", passkeyFor.apply(nonce))));
    }

    /** The newcomer removes the owner's device with its own key, and names another device as the signer. */
    PhoneResponse removeOwnerAs(String kid) {
        HeadlessPhone by = newcomer.phone();
        String message = PhoneMessages.sign(
                PhoneMessages.DEVICE,
                by.identity().key(),
                kid,
                PhoneMessages.claims(TestPlatform.issuer().toString(), Map.of()));
        return by.api().delete("/devices/" + owner.id(), message);
    }

    /** The newcomer removes the owner's device with this nonce. */
    PhoneResponse removeOwnerWithNonce(String nonce) {
        HeadlessPhone by = newcomer.phone();
        return by.api()
                .delete("/devices/" + owner.id(), by.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonce)));
    }

    /** An attack on this account that gets exactly this refusal, and after which the owner's phone lists the same. */
    Named<AttackCase> refused(String name, int status, String error, Function<Household, PhoneResponse> attack) {
        return AttackCase.asserting(name, () -> {
                    String before = state();
                    ObservedResponse answer = ObservedResponse.of(attack.apply(this));
                    assertThat(answer.summary()).as(answer.body()).isEqualTo(status + " " + error);
                    assertThat(state()).isEqualTo(before);
                })
                .named();
    }

    /** A passkey that is not registered. */
    static HeadlessPasskey newPasskey() {
        return HeadlessPasskey.at(TestPlatform.issuer().toString());
    }

    /** A nonce for a DELETE of the path. */
    static String nonceFor(HeadlessPhone phone, String path) {
        return Objects.requireNonNull(
                phone.api()
                        .delete(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of()))
                        .nonce(),
                "no nonce");
    }

    /** Authenticators that do not what the passkey's owner wants, by name. */
    static Map<String, UnaryOperator<HeadlessPasskey>> faults() {
        Map<String, UnaryOperator<AuthenticatorBehaviour>> behaviours = new LinkedHashMap<>();
        behaviours.put("another origin", behaviour -> behaviour.withOrigin("https://doorway.example"));
        behaviours.put("another port", behaviour -> behaviour.withOrigin("http://localhost:1"));
        behaviours.put(
                "another scheme",
                behaviour ->
                        behaviour.withOrigin(TestPlatform.issuer().toString().replace("http:", "https:")));
        behaviours.put("another relying party", behaviour -> behaviour.withRelyingParty("doorway.example"));
        behaviours.put("a frame of another origin", AuthenticatorBehaviour::inCrossOriginFrame);
        behaviours.put(
                "a user who is not present", behaviour -> behaviour.withFlags(AuthenticatorBehaviour.USER_VERIFIED));
        behaviours.put(
                "a user who is not verified", behaviour -> behaviour.withFlags(AuthenticatorBehaviour.USER_PRESENT));
        behaviours.put("no flags", behaviour -> behaviour.withFlags(0));
        Map<String, UnaryOperator<HeadlessPasskey>> faults = new LinkedHashMap<>();
        behaviours.forEach((name, change) ->
                faults.put(name, passkey -> passkey.withBehaviour(change.apply(passkey.behaviour()))));
        faults.put("another key under the same id", HeadlessPasskey::withOtherKey);
        faults.put("a passkey that is not registered", passkey -> newPasskey());
        return faults;
    }

    /** Assertions that do not have the form of one, by name. */
    static Map<String, Map<String, String>> malformed(Map<String, String> assertion) {
        Map<String, Map<String, String>> malformed = new LinkedHashMap<>();
        malformed.put("empty", Map.of());
        for (String member : assertion.keySet().stream().sorted().toList()) {
            Map<String, String> without = new HashMap<>(assertion);
            without.remove(member);
            malformed.put("without " + member, without);
            Map<String, String> notBase64 = new HashMap<>(assertion);
            notBase64.put(member, "not base64!");
            malformed.put(member + " not base64url", notBase64);
        }
        Map<String, String> more = new HashMap<>(assertion);
        more.put("user_handle", "AA");
        malformed.put("with another member", more);
        return malformed;
    }
}
