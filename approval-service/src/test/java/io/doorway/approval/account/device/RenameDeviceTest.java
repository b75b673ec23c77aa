package io.doorway.approval.account.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.protocol.event.DeviceEvent.DeviceRenamed;
import io.doorway.protocol.event.Topics;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person gives their devices other names. */
@ApprovalServiceTest
class RenameDeviceTest {
    @Inject
    TestPasskeys passkeys;

    private HeadlessPhone owner;

    @BeforeEach
    void enrol() {
        owner = passkeys.phonePastCoolingOff();
    }

    @Test
    void aDeviceRenamesEveryDeviceOfItsAccount() {
        HeadlessPhone other = EnrolledPhones.enrolled(owner.identity().account());

        owner.rename(id(owner), "  Old phone ").expect(204);
        owner.rename(id(other), "Tablet 🦊").expect(204);

        assertThat(other.devices()).extracting(device -> device.get("name")).containsExactly("Old phone", "Tablet 🦊");
    }

    @Test
    void anEventSaysWhoDidIt() {
        HeadlessPhone other = EnrolledPhones.enrolled(owner.identity().account());

        owner.rename(id(other), "Tablet").expect(204);

        assertThat(TopicReader.events(Topics.DEVICES, 2, event -> event.key().equals(id(other))))
                .filteredOn(DeviceRenamed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(DeviceRenamed.class, event -> {
                    assertThat(event.deviceName()).isEqualTo("Tablet");
                    assertThat(event.by().value()).isEqualTo(id(owner));
                });
    }

    @Test
    void aNewcomerRenamesNoneNotEvenItself() {
        HeadlessPhone newcomer = EnrolledPhones.enrolled(owner.identity().account());

        assertThat(newcomer.rename(id(owner), "Mine").problem()).isEqualTo("cooling-off");
        assertThat(newcomer.rename(id(newcomer), "Test phone of Ada").problem()).isEqualTo("cooling-off");

        assertThat(owner.devices()).extracting(device -> device.get("name")).containsOnly("Test phone");
    }

    @Test
    void aDeviceOfAnotherAccountAnUnknownAndARemovedOneGetOneAnswer() {
        HeadlessPhone stranger = EnrolledPhones.enrolled();
        HeadlessPhone removed = EnrolledPhones.enrolled(owner.identity().account());
        owner.remove(id(removed), null).expect(204);

        assertThat(owner.rename(id(stranger), "Mine").problem()).isEqualTo("device-not-found");
        assertThat(owner.rename(id(removed), "Mine").problem()).isEqualTo("device-not-found");
        assertThat(owner.rename("nobody", "Mine").problem()).isEqualTo("device-not-found");
        assertThat(stranger.devices()).extracting(device -> device.get("name")).containsExactly("Test phone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two\nlines",
                "right\u202eto left",
                "0123456789012345678901234567890123456789012345678901234567890"
            })
    void whatIsNoNameIsRefused(String name) {
        assertThat(owner.rename(id(owner), name).problem()).isEqualTo("malformed-message");
        assertThat(owner.devices()).extracting(device -> device.get("name")).containsExactly("Test phone");
    }

    private static String id(HeadlessPhone phone) {
        return phone.identity().credentialId();
    }
}
