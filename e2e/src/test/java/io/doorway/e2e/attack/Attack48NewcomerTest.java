package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.ApprovalInstance;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 48,
        name =
                "Newcomer: a device that was enrolled with a stolen code removes or weakens the devices that were there before",
        control =
                "In its cooling-off period a device removes only itself and adds nothing. Later, the removal of an older device needs an "
                        + "assertion of a passkey that counts, over exactly this removal and the nonce of its message, or waits a day in "
                        + "which every device of the account sees it and can cancel it",
        where =
                "approval-service `RemoveDevice`, `DeviceRemovals`, `AccountChange`, `VerifyUser`, `RemovePasskey`, `CoolingOff`")
class Attack48NewcomerTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** In this instance every device is in its cooling-off period. */
    private static ApprovalInstance coolingOff;

    /** In this instance no device is in its cooling-off period, and changes wait for a day. */
    private static ApprovalInstance later;

    private static Household young;
    private static Household settled;
    private static HeadlessPhone stranger;

    @BeforeAll
    static void enrol() {
        coolingOff = ApprovalInstance.start(HOUR, DAY);
        later = ApprovalInstance.start(Duration.ZERO, DAY);
        young = Household.at(coolingOff);
        settled = Household.at(later);
        stranger = later.phone(TestPlatform.person("Stranger").headlessPhone());
    }

    @AfterAll
    static void stop() {
        coolingOff.close();
        later.close();
    }

    @ParameterizedTest
    @MethodSource
    void duringItsCoolingOff(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> duringItsCoolingOff() {
        Map<String, Function<Household, PhoneResponse>> attacks = new LinkedHashMap<>();
        attacks.put(
                "removing the older device", h -> newcomer(h).remove(h.owner().id(), null));
        attacks.put(
                "removing the older device with its passkey",
                h -> newcomer(h).remove(h.owner().id(), h.newcomer().passkey()));
        attacks.put(
                "removing the younger device", h -> newcomer(h).remove(h.last().id(), null));
        attacks.put(
                "removing the younger device with its passkey",
                h -> newcomer(h).remove(h.last().id(), h.newcomer().passkey()));
        attacks.put("adding another device", h -> newcomer(h).startAddition());
        attacks.put("removing a device that does not exist", h -> newcomer(h).remove(TestPlatform.UNKNOWN_ID, null));
        attacks.put(
                "cancelling the removal of the older device",
                h -> newcomer(h).cancelRemoval(h.owner().id()));
        attacks.put(
                "cancelling its own removal",
                h -> newcomer(h).cancelRemoval(h.newcomer().id()));
        attacks.put(
                "removing the passkey of the older device",
                h -> newcomer(h)
                        .removePasskeyOf(h.owner().id(), h.owner().passkey().id()));
        attacks.put(
                "removing the passkey of the younger device",
                h -> newcomer(h)
                        .removePasskeyOf(h.last().id(), h.last().passkey().id()));
        attacks.put("adding a passkey", h -> newcomer(h).addPasskey(Household.newPasskey()));
        attacks.put(
                "adding a passkey with its passkey",
                h -> newcomer(h).addPasskey(Household.newPasskey(), h.newcomer().passkey()));
        return attacks.entrySet().stream()
                .map(attack -> young.refused(attack.getKey(), 403, "cooling-off", attack.getValue()));
    }

    @ParameterizedTest
    @MethodSource
    void laterWithAWrongAssertion(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> laterWithAWrongAssertion() {
        Map<String, Function<String, Map<String, String>>> assertions = new LinkedHashMap<>();
        WrongRemovalTexts.in(settled)
                .forEach((name, text) -> assertions.put(
                        "over " + name, nonce -> settled.newcomer().passkey().sign(text.apply(nonce))));
        Household.faults()
                .forEach((name, fault) -> assertions.put(
                        "with " + name,
                        nonce -> fault.apply(settled.newcomer().passkey()).sign(removal(nonce))));
        assertions.put(
                "by the passkey of the younger device",
                nonce -> settled.last().passkey().sign(removal(nonce)));
        assertions.put(
                "by the passkey of the device to remove",
                nonce -> settled.owner().passkey().sign(removal(nonce)));
        return assertions.entrySet().stream()
                .map(assertion -> settled.refused(
                        assertion.getKey(), 403, "wrong-passkey", h -> h.removeWith(h.owner(), assertion.getValue())));
    }

    @ParameterizedTest
    @MethodSource
    void laterWithAMalformedAssertion(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> laterWithAMalformedAssertion() {
        Map<String, String> sample = settled.newcomer().passkey().sign("sample");
        Stream<Named<AttackCase>> objects = Household.malformed(sample).entrySet().stream()
                .map(assertion -> settled.refused(
                        assertion.getKey(),
                        400,
                        "malformed-message",
                        h -> h.removeWith(h.owner(), nonce -> assertion.getValue())));
        Stream<Named<AttackCase>> others = Stream.<Object>of("", "true", 1, List.of(sample))
                .map(value -> settled.refused(
                        "the value " + (value instanceof List ? "of a list" : "'" + value + "'"),
                        400,
                        "malformed-message",
                        h -> h.removeWith(h.owner(), nonce -> value)));
        return Stream.concat(objects, others);
    }

    @ParameterizedTest
    @MethodSource
    void laterInAnotherWay(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> laterInAnotherWay() {
        return Stream.of(
                settled.refused(
                        "removing the passkey of the older device",
                        404,
                        "passkey-not-found",
                        h -> newcomer(h)
                                .removePasskeyOf(
                                        h.owner().id(), h.owner().passkey().id())),
                settled.refused(
                        "removing it as its own",
                        404,
                        "passkey-not-found",
                        h -> deleteWithNonce(
                                newcomer(h), "/passkeys/" + h.owner().passkey().id())),
                settled.refused(
                        "under the older device's name",
                        401,
                        "invalid-message",
                        h -> h.removeOwnerAs(h.owner().id())),
                settled.refused(
                        "under the younger device's name",
                        401,
                        "invalid-message",
                        h -> h.removeOwnerAs(h.last().id())),
                settled.refused(
                        "under no known name", 401, "invalid-message", h -> h.removeOwnerAs(TestPlatform.UNKNOWN_ID)),
                settled.refused(
                        "with a nonce for another device",
                        401,
                        "use-nonce",
                        h -> h.removeOwnerWithNonce(Household.nonceFor(
                                newcomer(h), "/devices/" + h.last().id()))),
                settled.refused(
                        "with a nonce for cancelling",
                        401,
                        "use-nonce",
                        h -> h.removeOwnerWithNonce(Household.nonceFor(
                                newcomer(h), "/devices/" + h.owner().id() + "/removal"))),
                settled.refused(
                        "with the older device's nonce",
                        401,
                        "use-nonce",
                        h -> h.removeOwnerWithNonce(Household.nonceFor(
                                h.owner().phone(), "/devices/" + h.owner().id()))),
                settled.refused(
                        "with a nonce of the attacker",
                        401,
                        "use-nonce",
                        h -> h.removeOwnerWithNonce(TestPlatform.UNKNOWN_ID)),
                settled.refused("with a nonce again", 401, "use-nonce", Attack48NewcomerTest::replayed),
                settled.refused(
                        "by a stranger",
                        404,
                        "device-not-found",
                        h -> stranger.remove(h.owner().id(), null)),
                settled.refused(
                        "cancelling by a stranger",
                        404,
                        "device-not-found",
                        h -> stranger.cancelRemoval(h.owner().id())),
                settled.refused(
                        "removing a passkey by a stranger",
                        404,
                        "passkey-not-found",
                        h -> stranger.removePasskeyOf(
                                h.owner().id(), h.owner().passkey().id())),
                settled.refused(
                        "cancelling what nobody requested",
                        404,
                        "device-not-found",
                        h -> newcomer(h).cancelRemoval(h.owner().id())),
                settled.refused(
                        "with one character more",
                        404,
                        "device-not-found",
                        h -> newcomer(h).remove(h.owner().id() + "A", null)),
                settled.refused(
                        "with a wildcard",
                        404,
                        "device-not-found",
                        h -> newcomer(h).remove("%25", null)),
                settled.refused(
                        "with a NUL",
                        400,
                        "invalid-request",
                        h -> newcomer(h).remove(h.owner().id() + "%00", null)),
                settled.refused(
                        "with a quote",
                        404,
                        "device-not-found",
                        h -> newcomer(h).remove("'or'1", null)));
    }

    @ParameterizedTest
    @MethodSource
    void aRemovalWithoutAPasskeyWaits(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRemovalWithoutAPasskeyWaits() {
        return WaitingRemovals.cases(later);
    }

    @ParameterizedTest
    @MethodSource
    void afterItIsRemoved(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Whoever enrolled the newcomer has typed its code into a browser of their own. */
    static Stream<Named<AttackCase>> afterItIsRemoved() {
        return Stream.of(AttackCase.asserting("a browser that it made known", () -> {
                    TestPlatform.Person person = TestPlatform.person("Owner");
                    HeadlessPhone owner = person.headlessPhone();
                    HeadlessPhone removed = person.headlessPhone();
                    Shop.Login login = Shop.DEFAULT_CHECK.begin();
                    String code = removed.approve(removed.scan(login::frame)).code();
                    login.browser().completeWithCode(login.challenge(), code);
                    await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(() -> assertThat(owner.browsers()).hasSize(1));

                    owner.remove(removed.identity().credentialId(), null).expect(204);

                    assertThat(owner.browsers()).isEmpty();
                })
                .named());
    }

    @Test
    void anOlderDeviceRemovesTheNewcomerAtOnce() {
        Household household = Household.at(later);

        household.owner().phone().remove(household.newcomer().id(), null).expect(204);

        assertThat(household.owner().phone().devices()).hasSize(2);
    }

    @Test
    void aPasskeyThatCountsConfirmsTheRemovalOfAnOlderDevice() {
        Household household = Household.at(later);

        newcomer(household)
                .remove(household.owner().id(), household.newcomer().passkey())
                .expect(204);

        assertThat(household.last().phone().devices()).hasSize(2);
    }

    private static HeadlessPhone newcomer(Household household) {
        return household.newcomer().phone();
    }

    private static String removal(String nonce) {
        return newcomer(settled).removalText(settled.owner().id(), nonce);
    }

    /** The first message is refused because of its assertion, and sent again without one. */
    private static PhoneResponse replayed(Household household) {
        String[] used = new String[1];
        household.removeWith(household.owner(), nonce -> {
            used[0] = nonce;
            return household.newcomer().passkey().sign("");
        });
        return household.removeOwnerWithNonce(used[0]);
    }

    private static PhoneResponse deleteWithNonce(HeadlessPhone phone, String path) {
        String nonce = Household.nonceFor(phone, path);
        return phone.api().delete(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonce)));
    }
}
