package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneIdentity;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 64,
        name =
                "Added device: an attacker who sees the code of an enrolled phone, or has another device or account, enrols a key of their own",
        control =
                "The code is a pointer, valid once and for minutes; the first key that claims it is its key. Only the device that made the "
                        + "code, past its cooling-off period, enrols that key, by a signature over a transcript that names the key and the "
                        + "addition; its person compares six digits of the key on both phones. Unknown and not yours have one answer",
        where =
                "approval-service `DeviceAdditions`, `ClaimAddition`, `ApproveAddition`, `AdditionTranscript`, `CoolingOff`")
class Attack64AddedDeviceTest {

    @ParameterizedTest
    @MethodSource
    void claiming(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> claiming() {
        Map<String, Function<ClaimedAddition, PhoneResponse>> attacks = new LinkedHashMap<>();
        attacks.put(
                "a code that the owner's new phone has claimed",
                c -> ClaimedAddition.newPhone().claim(c.code(), "Thief"));
        attacks.put(
                "a code that was used",
                c -> ClaimedAddition.newPhone().claim(c.approved().code(), "Thief"));
        attacks.put(
                "a code that was cancelled",
                c -> ClaimedAddition.newPhone().claim(c.cancelled().code(), "Thief"));
        attacks.put(
                "a code that was replaced",
                c -> ClaimedAddition.newPhone().claim(c.replaced().code(), "Thief"));
        attacks.put("no code", c -> ClaimedAddition.newPhone().claim("", "Thief"));
        attacks.put("an unknown code", c -> ClaimedAddition.newPhone().claim(TestPlatform.UNKNOWN_ID, "Thief"));
        attacks.put("the id of the addition", c -> ClaimedAddition.newPhone().claim(c.id(), "Thief"));
        attacks.put(
                "the code with a character more",
                c -> ClaimedAddition.newPhone().claim(c.newCode() + "A", "Thief"));
        attacks.put(
                "an invitation's code",
                c -> ClaimedAddition.newPhone().claim(c.person().enrolmentCode(), "Thief"));
        attacks.put(
                "a new code for a key that is enrolled",
                c -> ClaimedAddition.ofKey(c.owner().identity().key()).claim(c.newCode(), "Thief"));
        attacks.put(
                "a new code for a key that has claimed another one",
                c -> ClaimedAddition.ofKey(ClaimedAddition.begin().joining().key())
                        .claim(c.newCode(), "Thief"));
        attacks.put(
                "looking at a code that is claimed",
                c -> ClaimedAddition.newPhone().preview(c.code()));
        attacks.put(
                "looking at a code that was cancelled",
                c -> ClaimedAddition.newPhone().preview(c.cancelled().code()));
        attacks.put(
                "the result of another key's claim",
                c -> ClaimedAddition.newPhone().result());
        attacks.put(
                "the result after it was cancelled",
                c -> c.cancelled().joining().result());
        attacks.put("the code as an invitation", ClaimedAddition::enrolWithItsCode);
        return refused(attacks, 403, "wrong-enrolment-code");
    }

    @ParameterizedTest
    @MethodSource
    void aForgedMessageOfTheNewPhone(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aForgedMessageOfTheNewPhone() {
        Map<String, Function<ClaimedAddition, PhoneResponse>> forgeries = new LinkedHashMap<>();
        forgeries.put(
                "the result, signed by another key",
                c -> newPhoneMessage(
                        "result", PhoneMessages.ADDITION_RESULT, c.joining().key(), PhoneMessages.newKey(), Map.of()));
        forgeries.put(
                "a claim, signed by another key",
                c -> newPhoneMessage(
                        "claim",
                        PhoneMessages.ADDITION_CLAIM,
                        c.joining().key(),
                        PhoneMessages.newKey(),
                        Map.of("enrolment_code", c.code(), "name", "Thief")));
        return Stream.concat(
                refused(forgeries, 401, "invalid-message"),
                refused(
                        Map.of(
                                "a preview as a claim",
                                c -> sendAs(c, "claim", PhoneMessages.ADDITION_PREVIEW),
                                "a claim as a preview",
                                c -> sendAs(c, "preview", PhoneMessages.ADDITION_CLAIM),
                                "a preview as a result",
                                c -> sendAs(c, "result", PhoneMessages.ADDITION_PREVIEW),
                                "an enrolment as a claim",
                                c -> sendAs(c, "claim", PhoneMessages.ENROL),
                                "a name with a line break",
                                c -> ClaimedAddition.newPhone().claim(c.newCode(), "Thief\nTablet"),
                                "no name",
                                c -> ClaimedAddition.newPhone().claim(c.newCode(), " ")),
                        400,
                        "malformed-message"));
    }

    @ParameterizedTest
    @MethodSource
    void anotherTranscript(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Signed by the owner, whom the attacker has made to sign it. */
    static Stream<Named<AttackCase>> anotherTranscript() {
        Map<String, Function<ClaimedAddition, PhoneResponse>> attacks = new LinkedHashMap<>();
        attacks.put(
                "with the attacker's key",
                c -> c.approve(
                        c.transcript().replace(c.thumbprint(), ClaimedAddition.thumbprint(PhoneMessages.newKey()))));
        attacks.put("with another name", c -> c.approve(c.transcript().replace("Tablet", "Phone")));
        attacks.put(
                "of another account",
                c -> c.approve(c.transcript().replace(c.person().account(), "mallory")));
        attacks.put("of another addition", c -> c.approve(c.transcript().replace(c.id(), TestPlatform.UNKNOWN_ID)));
        attacks.put(
                "by another device",
                c -> c.approve(c.transcript().replace(c.owner().identity().credentialId(), TestPlatform.UNKNOWN_ID)));
        attacks.put("of another change", c -> c.approve(c.transcript().replace("add-device", "remove-device")));
        attacks.put(
                "of another person's addition",
                c -> c.approve(ClaimedAddition.begin().transcript()));
        attacks.put(
                "with another order of members",
                c -> c.approve("{\"name\":\"Tablet\"," + c.transcript().substring(1)));
        attacks.put("with a space", c -> c.approve(c.transcript() + " "));
        attacks.put("with a member more", c -> c.approve(c.transcript().replaceFirst("\\{", "{\"a\":1,")));
        attacks.put("that is empty", c -> c.approve(""));
        attacks.put("before a phone has claimed it", c -> {
            String id = c.owner().startAddition().expect(201).text("id");
            return c.owner().approveAddition(id, c.transcript().replace(c.id(), id));
        });
        attacks.put("that another key claims after it was shown", c -> {
            PhoneResponse started = c.owner().startAddition().expect(201);
            String link = started.text("link");
            ClaimedAddition.newPhone()
                    .claim(link.substring(link.indexOf('#') + 1), "Tablet")
                    .expect(200);
            return c.owner().approveAddition(started.text("id"), c.transcript().replace(c.id(), started.text("id")));
        });
        return refused(attacks, 400, "wrong-transcript");
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotTheDevicesOwnOrIsOver(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> whatIsNotTheDevicesOwnOrIsOver() {
        HeadlessPhone stranger = TestPlatform.person("Stranger").headlessPhone();
        Map<String, Function<ClaimedAddition, PhoneResponse>> attacks = new LinkedHashMap<>();
        attacks.put("approved by a stranger", c -> stranger.approveAddition(c.id(), c.transcript()));
        attacks.put(
                "approved by the stranger under their own name",
                c -> stranger.approveAddition(
                        c.id(),
                        c.transcript()
                                .replace(
                                        c.owner().identity().credentialId(),
                                        stranger.identity().credentialId())));
        attacks.put("shown to a stranger", c -> stranger.addition(c.id()));
        attacks.put("cancelled by a stranger", c -> stranger.cancelAddition(c.id()));
        attacks.put(
                "an unknown one, approved", c -> c.owner().approveAddition(TestPlatform.UNKNOWN_ID, c.transcript()));
        attacks.put("an unknown one, shown", c -> c.owner().addition(TestPlatform.UNKNOWN_ID));
        attacks.put("approved after it was cancelled", c -> c.cancelled().approve(c.transcript()));
        attacks.put("approved after it was replaced", c -> c.replaced().approve(c.transcript()));
        attacks.put("cancelled after it was approved", c -> c.approved().owner().cancelAddition(c.id()));
        return refused(attacks, 404, "addition-not-found");
    }

    @ParameterizedTest
    @MethodSource
    void byAnotherDeviceOfTheAccount(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> byAnotherDeviceOfTheAccount() {
        Map<String, Function<ClaimedAddition, PhoneResponse>> attacks = new LinkedHashMap<>();
        attacks.put("approved", c -> c.person().headlessPhone().approveAddition(c.id(), c.transcript()));
        attacks.put("shown", c -> c.person().headlessPhone().addition(c.id()));
        attacks.put("cancelled", c -> c.person().headlessPhone().cancelAddition(c.id()));
        return attacks.entrySet().stream()
                .map(attack -> AttackCase.of(
                                attack.getKey(),
                                () -> ObservedResponse.of(attack.getValue().apply(ClaimedAddition.begin())))
                        .refused(404, "addition-not-found")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aForgedApproval(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aForgedApproval() {
        Map<String, Function<ClaimedAddition, PhoneResponse>> forgeries = new LinkedHashMap<>();
        forgeries.put(
                "by the new phone under the owner's name",
                c -> approveAs(
                        c, c.owner().identity().credentialId(), c.joining().key()));
        forgeries.put(
                "by a key of the attacker under the owner's name",
                c -> approveAs(c, c.owner().identity().credentialId(), PhoneMessages.newKey()));
        forgeries.put(
                "under the new phone's key",
                c -> approveAs(c, c.thumbprint(), c.joining().key()));
        forgeries.put("the new phone lists the devices before the approval", c -> {
            PhoneIdentity pending = new PhoneIdentity(
                    c.owner().identity().issuer(),
                    c.person().account(),
                    TestPlatform.UNKNOWN_ID,
                    c.joining().key());
            HeadlessPhone phone = new HeadlessPhone(pending, c.owner().api());
            return phone.api().get("/devices", phone.signedMessage(PhoneMessages.DEVICE, Map.of()));
        });
        return Stream.concat(
                refused(forgeries, 401, "invalid-message"),
                refused(
                        Map.of(
                                "a login's approval",
                                c -> send(c, PhoneMessages.APPROVAL, Map.of("transcript", c.transcript())),
                                "a device message",
                                c -> send(c, PhoneMessages.DEVICE, Map.of()),
                                "another member",
                                c -> send(c, PhoneMessages.ADDITION, Map.of("transcript", c.transcript(), "key", "x")),
                                "no transcript",
                                c -> send(c, PhoneMessages.ADDITION, Map.of())),
                        400,
                        "malformed-message"));
    }

    @ParameterizedTest
    @MethodSource
    void anAccountOrADeviceThatIsNotActive(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anAccountOrADeviceThatIsNotActive() {
        return Stream.of(
                AttackCase.of("approved by a device that was removed", () -> {
                            ClaimedAddition claimed = ClaimedAddition.begin();
                            claimed.owner().revoke(claimed.owner().identity().credentialId());
                            return ObservedResponse.of(claimed.approve(claimed.transcript()));
                        })
                        .refused(401, "credential-not-active")
                        .named(),
                AttackCase.of("approved for a suspended account", () -> {
                            ClaimedAddition claimed = ClaimedAddition.begin();
                            TestPlatform.operator("enrolment")
                                    .suspend(claimed.person().account());
                            return ObservedResponse.of(claimed.approve(claimed.transcript()));
                        })
                        .refused(403, "account-not-active")
                        .named(),
                AttackCase.of("claimed after the device that made the code was removed", () -> {
                            Person person = TestPlatform.person("Owner");
                            HeadlessPhone owner = person.headlessPhone();
                            String link = owner.startAddition().expect(201).text("link");
                            owner.revoke(owner.identity().credentialId());
                            return ObservedResponse.of(
                                    ClaimedAddition.newPhone().claim(link.substring(link.indexOf('#') + 1), "Thief"));
                        })
                        .refused(403, "wrong-enrolment-code")
                        .named());
    }

    /** Each with an addition of its own; the account has the devices that it had, unless the owner had approved before. */
    private static Stream<Named<AttackCase>> refused(
            Map<String, Function<ClaimedAddition, PhoneResponse>> attacks, int status, String problem) {
        return attacks.entrySet().stream()
                .map(attack -> AttackCase.asserting(attack.getKey(), () -> {
                            ClaimedAddition claimed = ClaimedAddition.begin();
                            AttackCase.of(
                                            attack.getKey(),
                                            () -> ObservedResponse.of(
                                                    attack.getValue().apply(claimed)))
                                    .refused(status, problem)
                                    .isRefused();
                            assertThat(claimed.owner().devices())
                                    .extracting(device -> device.get("name"))
                                    .doesNotContain("Thief")
                                    .hasSizeLessThanOrEqualTo(2);
                        })
                        .named());
    }

    private static PhoneResponse approveAs(ClaimedAddition claimed, String kid, ECKey key) {
        Map<String, Object> claims =
                PhoneMessages.claims(TestPlatform.issuer().toString(), Map.of("transcript", claimed.transcript()));
        String message = PhoneMessages.sign(PhoneMessages.ADDITION, key, kid, claims);
        return claimed.owner().api().post("/devices/additions/" + claimed.id() + "/approve", message);
    }

    private static PhoneResponse send(ClaimedAddition claimed, String typ, Map<String, ?> members) {
        return claimed.owner()
                .api()
                .post(
                        "/devices/additions/" + claimed.id() + "/approve",
                        claimed.owner().signedMessage(typ, members));
    }

    private static PhoneResponse sendAs(ClaimedAddition claimed, String call, String typ) {
        ECKey key = PhoneMessages.newKey();
        return newPhoneMessage(call, typ, key, key, Map.of("enrolment_code", claimed.newCode(), "name", "Thief"));
    }

    /** The header has one key, and the signature is by another one. */
    private static PhoneResponse newPhoneMessage(
            String call, String typ, ECKey named, ECKey signer, Map<String, ?> members) {
        String message = JwsSigner.sign(
                PhoneMessages.header(typ).jwk(named.toPublicJWK()).build(),
                signer,
                PhoneMessages.claims(TestPlatform.issuer().toString(), members));
        return ClaimedAddition.newPhone().api().post("/devices/additions/" + call, message);
    }
}
