package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.ApprovalInstance;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 49,
        name =
                "New passkey: the thief of an unlocked phone adds a passkey with the device key alone, or uses one before it counts",
        control =
                "A device in its cooling-off period adds no passkey. A new passkey counts after a day in which the other devices can "
                        + "remove it, or after an hour if a passkey that counts has signed exactly this registration and its nonce. Until "
                        + "then it approves nothing, removes nothing and confirms nothing",
        where =
                "approval-service `RegisterPasskey`, `AccountChange`, `VerifyUser`, `ScanChallenge`, `WebAuthnCeremonies`")
class Attack49NewPasskeyTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int CONCURRENT = 10;

    private static ApprovalInstance coolingOff;
    private static ApprovalInstance later;
    private static Household young;
    private static Household settled;

    /** A phone whose only passkey was added with the device key alone, and another device of its account. */
    private static HeadlessPhone stolen;

    private static HeadlessPasskey added;
    private static HeadlessPhone other;
    private static Instant countsFrom;

    @BeforeAll
    static void enrol() {
        coolingOff = ApprovalInstance.start(Duration.ofHours(1), DAY);
        later = ApprovalInstance.start(Duration.ZERO, DAY);
        young = Household.at(coolingOff);
        settled = Household.at(later);
        TestPlatform.Person victim = TestPlatform.person("Victim");
        other = later.phone(victim.headlessPhone());
        stolen = later.phone(victim.headlessPhone());
        added = Household.newPasskey();
        countsFrom = Instant.parse(stolen.addPasskey(added).expect(201).text("active_from"));
    }

    @AfterAll
    static void stop() {
        coolingOff.close();
        later.close();
    }

    @ParameterizedTest
    @MethodSource
    void duringTheCoolingOffOfTheDevice(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> duringTheCoolingOffOfTheDevice() {
        Map<String, Function<HeadlessPhone, PhoneResponse>> attacks = new LinkedHashMap<>();
        attacks.put("with the device key alone", phone -> phone.addPasskey(Household.newPasskey()));
        attacks.put(
                "confirmed by its own passkey",
                phone -> phone.addPasskey(
                        Household.newPasskey(), young.newcomer().passkey()));
        attacks.put(
                "confirmed by the passkey of the older device",
                phone -> phone.addPasskey(Household.newPasskey(), young.owner().passkey()));
        attacks.put(
                "confirmed by a passkey that is not registered",
                phone -> phone.addPasskey(Household.newPasskey(), Household.newPasskey()));
        attacks.put(
                "the passkey that it has",
                phone -> phone.addPasskey(young.newcomer().passkey()));
        attacks.put(
                "the passkey of the older device",
                phone -> phone.addPasskey(young.owner().passkey()));
        return attacks.entrySet().stream()
                .map(attack -> young.refused(
                        attack.getKey(),
                        403,
                        "cooling-off",
                        h -> attack.getValue().apply(h.newcomer().phone())));
    }

    @ParameterizedTest
    @MethodSource
    void confirmedByAWrongAssertion(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The confirmation is refused as a whole: the passkey is not added as one without a confirmation either. */
    static Stream<Named<AttackCase>> confirmedByAWrongAssertion() {
        HeadlessPhone phone = settled.newcomer().phone();
        HeadlessPasskey passkey = settled.newcomer().passkey();
        Map<String, BiFunction<String, String, Map<String, String>>> assertions = new LinkedHashMap<>();
        Household.faults()
                .forEach((name, fault) -> assertions.put(
                        "with " + name,
                        (attestation, nonce) -> fault.apply(passkey).sign(phone.registrationText(attestation, nonce))));
        Map<String, BiFunction<String, String, String>> texts = new LinkedHashMap<>();
        texts.put(
                "another passkey",
                (attestation, nonce) -> phone.registrationText(
                        Objects.requireNonNull(
                                Household.newPasskey().attest(nonce).get("attestation_object")),
                        nonce));
        texts.put(
                "another nonce", (attestation, nonce) -> phone.registrationText(attestation, TestPlatform.UNKNOWN_ID));
        texts.put("no nonce", (attestation, nonce) -> phone.registrationText(attestation, ""));
        texts.put(
                "the registration on another device",
                (attestation, nonce) -> settled.owner().phone().registrationText(attestation, nonce));
        texts.put(
                "the removal of a device",
                (attestation, nonce) -> phone.removalText(settled.last().id(), nonce));
        texts.put("the attestation alone", (attestation, nonce) -> attestation);
        texts.put("the nonce alone", (attestation, nonce) -> nonce);
        texts.put("nothing", (attestation, nonce) -> "");
        texts.put(
                "the registration with a space",
                (attestation, nonce) ->
                        phone.registrationText(attestation, nonce).replace(",", ", "));
        texts.put(
                "the registration with a line break",
                (attestation, nonce) -> phone.registrationText(attestation, nonce) + "\n");
        texts.forEach((name, text) ->
                assertions.put("over " + name, (attestation, nonce) -> passkey.sign(text.apply(attestation, nonce))));
        assertions.put(
                "by the passkey of the older device",
                (attestation, nonce) -> settled.owner().passkey().sign(phone.registrationText(attestation, nonce)));
        assertions.put(
                "by the passkey of the younger device",
                (attestation, nonce) -> settled.last().passkey().sign(phone.registrationText(attestation, nonce)));
        return assertions.entrySet().stream()
                .map(assertion -> settled.refused(
                        assertion.getKey(),
                        403,
                        "wrong-passkey",
                        h -> PasskeyCalls.add(h.newcomer().phone(), Household.newPasskey(), assertion.getValue())));
    }

    @ParameterizedTest
    @MethodSource
    void confirmedByAMalformedAssertion(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> confirmedByAMalformedAssertion() {
        return Household.malformed(settled.newcomer().passkey().sign("sample")).entrySet().stream()
                .map(assertion -> settled.refused(
                        assertion.getKey(),
                        400,
                        "malformed-message",
                        h -> PasskeyCalls.add(
                                h.newcomer().phone(),
                                Household.newPasskey(),
                                (attestation, nonce) -> assertion.getValue())));
    }

    @ParameterizedTest
    @MethodSource
    void withAWrongAttestation(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> withAWrongAttestation() {
        Stream<Named<AttackCase>> faults = Household.faults().entrySet().stream()
                .filter(fault ->
                        !fault.getKey().contains("key under") && !fault.getKey().contains("not registered"))
                .map(fault -> settled.refused(
                        fault.getKey(),
                        403,
                        "wrong-passkey",
                        h -> h.newcomer().phone().addPasskey(fault.getValue().apply(Household.newPasskey()))));
        Stream<Named<AttackCase>> others = Stream.of(
                settled.refused(
                        "for another nonce",
                        403,
                        "wrong-passkey",
                        h -> h.newcomer()
                                .phone()
                                .addPasskey(nonce -> Household.newPasskey().attest(TestPlatform.UNKNOWN_ID))),
                settled.refused(
                        "the passkey of the older device",
                        403,
                        "wrong-passkey",
                        h -> h.newcomer().phone().addPasskey(h.owner().passkey())));
        return Stream.concat(faults, others);
    }

    @ParameterizedTest
    @MethodSource
    void usedBeforeItCounts(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> usedBeforeItCounts() {
        String otherId = other.identity().credentialId();
        return Stream.of(
                        cooling("removing the older device", () -> stolen.remove(otherId, added)),
                        cooling("confirming another passkey", () -> stolen.addPasskey(Household.newPasskey(), added)),
                        cooling("scanning a login that requires a passkey", () -> PasskeyCalls.scanStepUp(stolen)),
                        cooling(
                                "scanning it at an instance without waiting times",
                                () -> PasskeyCalls.scanStepUp(new HeadlessPhone(stolen.identity(), platformApi()))),
                        cooling(
                                "removing the older device at an instance without waiting times",
                                () -> new HeadlessPhone(stolen.identity(), platformApi()).remove(otherId, added)),
                        AttackCase.asserting("approving another login for a higher acr", () -> {
                            Shop.Login login = Shop.PLAIN.begin();
                            stolen.approve(stolen.scan(login::frame), added);
                            String idToken = IssuerHttp.member(login.redeem(login.code()), "id_token");
                            assertThat(SignedJWT.parse(idToken)
                                            .getJWTClaimsSet()
                                            .getStringListClaim("amr"))
                                    .containsExactlyInAnyOrder("pop", "swk");
                        }),
                        AttackCase.asserting(
                                "waiting less than a day",
                                () -> assertThat(countsFrom)
                                        .isAfter(Instant.now().plus(Duration.ofHours(23)))),
                        AttackCase.asserting(
                                "unseen by the other device",
                                () -> assertThat(other.devices().toString()).contains(added.id(), "recognised=false")))
                .map(AttackCase::named);
    }

    @ParameterizedTest
    @MethodSource
    void aNonceThatIsNotForThis(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aNonceThatIsNotForThis() {
        return Stream.of(
                settled.refused(
                        "of the attacker",
                        401,
                        "use-nonce",
                        h -> PasskeyCalls.addWithNonce(h, TestPlatform.UNKNOWN_ID)),
                settled.refused(
                        "of the older device",
                        401,
                        "use-nonce",
                        h -> PasskeyCalls.addWithNonce(
                                h, PasskeyCalls.passkeyNonce(h.owner().phone()))),
                settled.refused(
                        "of another call",
                        401,
                        "use-nonce",
                        h -> PasskeyCalls.addWithNonce(
                                h,
                                Household.nonceFor(
                                        h.newcomer().phone(),
                                        "/devices/" + h.last().id()))),
                settled.refused("a second time", 401, "use-nonce", h -> {
                    String nonce = PasskeyCalls.passkeyNonce(h.newcomer().phone());
                    HeadlessPhone phone = h.newcomer().phone();
                    phone.api()
                            .post(
                                    "/passkeys",
                                    phone.signedMessage(
                                            PhoneMessages.PASSKEY,
                                            Map.of(
                                                    "nonce",
                                                    nonce,
                                                    "attestation",
                                                    Household.newPasskey().attest(TestPlatform.UNKNOWN_ID))));
                    return PasskeyCalls.addWithNonce(h, nonce);
                }),
                AttackCase.asserting("for ten passkeys at once", () -> {
                            Household household = Household.at(later);
                            String nonce = PasskeyCalls.passkeyNonce(
                                    household.newcomer().phone());
                            List<Integer> statuses = ConcurrentCalls.run(
                                    CONCURRENT,
                                    call -> PasskeyCalls.addWithNonce(household, nonce)
                                            .status());
                            assertThat(statuses).containsOnlyOnce(201);
                            assertThat(household.newcomer().phone().passkeys()).hasSize(2);
                        })
                        .named());
    }

    @Test
    void aConfirmedPasskeyCountsAfterTheCoolingOff() {
        Household household = Household.at(later);
        HeadlessPasskey confirmed = Household.newPasskey();

        PhoneResponse response = household
                .newcomer()
                .phone()
                .addPasskey(confirmed, household.newcomer().passkey())
                .expect(201);

        assertThat(response.text("active_from")).isEqualTo(response.text("registered_at"));
        household.newcomer().phone().remove(household.owner().id(), confirmed).expect(204);
    }

    private static AttackCase cooling(String name, Supplier<PhoneResponse> attack) {
        return AttackCase.of(name, () -> ObservedResponse.of(attack.get()))
                .refused(403, "cooling-off")
                .leavingUnchanged(
                        () -> other.devices().size() + " " + stolen.passkeys().size(), "2 1");
    }

    private static PhoneApiClient platformApi() {
        return new PhoneApiClient(TestPlatform.issuer().toString());
    }
}
