package io.doorway.approval.account.device;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalCancelled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalRequested;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.vocabulary.CredentialId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A newcomer has no power over the devices that were there before. */
@ApprovalServiceTest
class NewcomerTest {
    @Inject
    TestPasskeys passkeys;

    @Inject
    RemoveDevice removeDevice;

    private HeadlessPhone owner;
    private HeadlessPhone newcomer;

    @BeforeEach
    void enrolBoth() {
        String account = EnrolledPhones.account();
        owner = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        newcomer = EnrolledPhones.enrolled(account);
    }

    @Test
    void duringItsCoolingOffItRemovesNobodyButItself() {
        assertRefused("cooling-off", () -> newcomer.remove(id(owner), null).expect(204));
        assertThat(owner.devices()).hasSize(2);

        newcomer.remove(id(newcomer), null).expect(204);

        assertThat(owner.devices()).hasSize(1);
    }

    @Test
    void duringItsCoolingOffItAddsNothing() {
        PhoneResponse response = newcomer.addPasskey(HeadlessPasskey.at(EnrolledPhones.ISSUER));

        assertThat(response.problem()).isEqualTo("cooling-off");
        assertThat(newcomer.passkeys()).isEmpty();
    }

    @Test
    void duringItsCoolingOffItDecidesNothingAboutChangesOfOthers() {
        HeadlessPhone third = younger();
        third.remove(id(owner), null).expect(202);
        owner.addPasskey();

        assertThat(newcomer.cancelRemoval(id(owner)).problem()).isEqualTo("cooling-off");
        String passkey = owner.passkeys().getFirst().get("id").toString();
        assertThat(newcomer.removePasskeyOf(id(owner), passkey).problem()).isEqualTo("cooling-off");
    }

    @Test
    void laterItsRemovalOfAnOlderDeviceWaits() {
        HeadlessPhone younger = younger();

        PhoneResponse response = younger.remove(id(owner), null);

        assertThat(response.status()).isEqualTo(202);
        Instant effectiveAt = Instant.parse(response.text("effective_at"));
        assertThat(Duration.between(Instant.now(), effectiveAt)).isBetween(Duration.ofHours(23), Duration.ofHours(25));
        assertThat(listed(owner, owner).get("removal"))
                .isEqualTo(Map.of("requested_by", id(younger), "effective_at", effectiveAt.toString()));
        assertThat(younger.remove(id(owner), null).text("effective_at"))
                .as("repeated")
                .isEqualTo(effectiveAt.toString());
        assertThat(TopicReader.events(Topics.DEVICES, 2, event -> event.key().equals(id(owner))))
                .hasAtLeastOneElementOfType(DeviceRemovalRequested.class);
    }

    @Test
    void everyOtherDeviceCanCancelTheRemoval() {
        HeadlessPhone younger = younger();
        younger.remove(id(owner), null).expect(202);

        owner.cancelRemoval(id(owner)).expect(204);

        assertThat(listed(owner, owner)).doesNotContainKey("removal");
        passkeys.removalIsDue(owner);
        removeDevice.carryOutDueRemovals().await().indefinitely();
        assertThat(owner.devices()).hasSize(3);
        assertThat(TopicReader.events(Topics.DEVICES, 3, event -> event.key().equals(id(owner))))
                .hasAtLeastOneElementOfType(DeviceRemovalCancelled.class);
        owner.cancelRemoval(id(owner)).expect(204);
        assertThat(owner.cancelRemoval(id(younger)).problem())
                .as("not requested")
                .isEqualTo("device-not-found");
        Instant again =
                Instant.parse(younger.remove(id(owner), null).expect(202).text("effective_at"));
        assertThat(again).as("requested again").isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(listed(owner, owner)).containsKey("removal");
    }

    @Test
    void aRemovalIsCarriedOutWhenItsTimeHasCome() {
        HeadlessPhone younger = younger();
        younger.remove(id(owner), null).expect(202);
        removeDevice.carryOutDueRemovals().await().indefinitely();
        assertThat(owner.devices()).as("before its time").hasSize(3);

        passkeys.removalIsDue(owner);
        removeDevice.carryOutDueRemovals().await().indefinitely();

        assertRefused("credential-not-active", owner::devices);
        assertThat(TopicReader.events(Topics.DEVICES, 3, event -> event.key().equals(id(owner))))
                .as("with the device that requested it")
                .last(type(DeviceRevoked.class))
                .returns(new CredentialId(id(younger)), DeviceRevoked::byDevice);
    }

    @Test
    void aRemovalLapsesIfTheDeviceThatRequestedItIsRemoved() {
        HeadlessPhone younger = younger();
        younger.remove(id(owner), null).expect(202);
        owner.remove(id(younger), null).expect(204);

        passkeys.removalIsDue(owner);
        removeDevice.carryOutDueRemovals().await().indefinitely();

        assertThat(owner.devices()).hasSize(2);
    }

    @Test
    void theRemovalOfADeviceThatWasRemovedDoesNotHinderALaterOne() {
        HeadlessPhone removed = younger();
        removed.remove(id(owner), null).expect(202);
        owner.remove(id(removed), null).expect(204);
        HeadlessPhone later = younger();

        String effectiveAt = later.remove(id(owner), null).expect(202).text("effective_at");

        assertThat(listed(owner, owner).get("removal"))
                .isEqualTo(Map.of("requested_by", id(later), "effective_at", effectiveAt));
        passkeys.removalIsDue(owner);
        removeDevice.carryOutDueRemovals().await().indefinitely();
        assertRefused("credential-not-active", owner::devices);
    }

    @Test
    void aRemovalLapsesIfTheAccountIsSuspended() {
        younger().remove(id(owner), null).expect(202);
        String account = owner.identity().account();
        change(account, "suspend");
        passkeys.removalIsDue(owner);
        change(account, "resume");

        removeDevice.carryOutDueRemovals().await().indefinitely();

        assertThat(listed(owner, owner)).doesNotContainKey("removal");
        assertThat(owner.devices()).hasSize(3);
    }

    @Test
    void thePasskeysOfASuspendedAccountDoNotBeginToCount() {
        HeadlessPasskey counts = passkeys.addPasskey(owner);
        HeadlessPasskey waits = owner.addPasskey();
        String account = owner.identity().account();
        Duration before = waiting(waits);
        change(account, "suspend");
        passkeys.suspendedEarlier(account, Duration.ofHours(25));

        change(account, "resume");

        assertThat(waiting(waits)).isBetween(before.minusMinutes(5), before.plusMinutes(5));
        assertThat(waiting(counts)).isZero();
    }

    @Test
    void aPasskeyThatCountsRemovesAnOlderDeviceAtOnce() {
        HeadlessPhone younger = younger();
        HeadlessPasskey passkey = passkeys.addPasskey(younger);

        younger.remove(id(owner), passkey).expect(204);

        assertRefused("credential-not-active", owner::devices);
    }

    @Test
    void aNewPasskeyDoesNotRemoveAnOlderDevice() {
        HeadlessPhone younger = younger();
        HeadlessPasskey passkey = younger.addPasskey();

        assertThat(younger.remove(id(owner), passkey).problem()).isEqualTo("cooling-off");
        assertThat(owner.devices()).hasSize(3);
    }

    @Test
    void anAssertionForAnotherRemovalIsRefused() {
        HeadlessPhone younger = younger();
        HeadlessPasskey passkey = passkeys.addPasskey(younger);
        HeadlessPhone third = passkeys.pastCoolingOff(
                EnrolledPhones.enrolled(younger.identity().account()));

        for (HeadlessPasskey wrong : List.of(passkey.withOtherKey(), passkeys.addPasskey(third))) {
            assertThat(younger.remove(id(owner), wrong).problem()).isEqualTo("wrong-passkey");
        }
        assertThat(owner.devices()).hasSize(4);
    }

    @Test
    void anOlderDeviceRemovesAYoungerOneAtOnce() {
        owner.remove(id(newcomer), null).expect(204);

        assertThat(owner.devices()).hasSize(1);
        assertThat(TopicReader.events(Topics.DEVICES, 2, event -> event.key().equals(id(newcomer))))
                .last(type(DeviceRevoked.class))
                .returns(new CredentialId(id(owner)), DeviceRevoked::byDevice);
    }

    @Test
    void aNewPasskeyIsNewsOnEveryOtherDeviceAndCanBeRemovedThere() {
        passkeys.addPasskey(owner);
        HeadlessPhone younger = younger();
        assertThat(passkeysOf(younger, owner)).as("registered before it came").allMatch(p ->
                (boolean) p.get("recognised"));

        HeadlessPasskey second = younger.addPasskey();

        assertThat(passkeysOf(owner, younger)).singleElement().satisfies(listed -> {
            assertThat(listed).containsEntry("id", second.id()).containsEntry("recognised", false);
            assertThat(Instant.parse(listed.get("active_from").toString())).isAfter(Instant.now());
        });
        owner.recognise(id(younger));
        assertThat(passkeysOf(owner, younger).getFirst()).containsEntry("recognised", true);
        owner.removePasskeyOf(id(younger), second.id()).expect(204);
        assertThat(younger.passkeys()).isEmpty();
        assertThat(TopicReader.events(Topics.DEVICES, 2, event -> event.key().equals(second.id())))
                .last(type(PasskeyRemoved.class))
                .returns(new CredentialId(id(owner)), PasskeyRemoved::by);
        owner.removePasskeyOf(id(younger), second.id()).expect(204);
        assertThat(passkeys.phonePastCoolingOff()
                        .removePasskeyOf(id(younger), second.id())
                        .problem())
                .as("of a stranger")
                .isEqualTo("passkey-not-found");
    }

    @Test
    void aPasskeyOfAnOlderDeviceThatCountsCannotBeRemovedByAYoungerOne() {
        HeadlessPasskey passkey = passkeys.addPasskey(owner);
        HeadlessPhone younger = younger();

        assertThat(younger.removePasskeyOf(id(owner), passkey.id()).problem()).isEqualTo("passkey-not-found");
        assertThat(owner.passkeys()).hasSize(1);
    }

    @Test
    void aConfirmedPasskeyCountsAfterItsCoolingOffAndAnUnconfirmedOneAfterTheDelay() {
        HeadlessPasskey first = passkeys.addPasskey(owner);
        HeadlessPasskey second = HeadlessPasskey.at(EnrolledPhones.ISSUER);
        HeadlessPasskey third = HeadlessPasskey.at(EnrolledPhones.ISSUER);

        PhoneResponse confirmed = owner.addPasskey(second, first).expect(201);
        PhoneResponse unconfirmed = owner.addPasskey(third).expect(201);

        assertThat(wait(confirmed)).isEqualTo(Duration.ofHours(1));
        assertThat(wait(unconfirmed)).isEqualTo(Duration.ofHours(24));
        assertThat(owner.addPasskey(HeadlessPasskey.at(EnrolledPhones.ISSUER), second)
                        .problem())
                .as("confirmed by a passkey that does not count yet")
                .isEqualTo("cooling-off");
    }

    /** A device that was enrolled after the owner's, and whose own cooling-off is over. */
    private HeadlessPhone younger() {
        HeadlessPhone phone = EnrolledPhones.enrolled(owner.identity().account());
        return passkeys.enrolledAgo(Duration.ofMinutes(90), phone);
    }

    private static Duration wait(PhoneResponse registered) {
        return Duration.between(
                Instant.parse(registered.text("registered_at")), Instant.parse(registered.text("active_from")));
    }

    /** How long the owner's passkey does not count yet. */
    private Duration waiting(HeadlessPasskey passkey) {
        return owner.passkeys().stream()
                .filter(listed -> listed.get("id").equals(passkey.id()) && listed.containsKey("active_from"))
                .map(listed -> Duration.between(
                        Instant.now(), Instant.parse(listed.get("active_from").toString())))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static void change(String account, String change) {
        EnrolledPhones.operator("enrolment")
                .post("/admin/accounts/" + account + "/" + change)
                .then()
                .statusCode(204);
    }

    private static String id(HeadlessPhone phone) {
        return phone.identity().credentialId();
    }

    private static Map<String, Object> listed(HeadlessPhone asking, HeadlessPhone device) {
        return asking.devices().stream()
                .filter(entry -> entry.get("credential_id").equals(id(device)))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> passkeysOf(HeadlessPhone asking, HeadlessPhone device) {
        return (List<Map<String, Object>>) listed(asking, device).get("passkeys");
    }
}
