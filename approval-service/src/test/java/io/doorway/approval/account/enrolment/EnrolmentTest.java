package io.doorway.approval.account.enrolment;

import static io.doorway.approval.support.EnrolmentAttempts.enrol;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Enrolment of devices with one-time codes. */
@ApprovalServiceTest
class EnrolmentTest {
    @Inject
    Pool pool;

    @Test
    void aCodeEnrolsAPhoneForItsAccount() {
        String account = EnrolledPhones.account();

        HeadlessPhone phone = EnrolledPhones.enrolled(account);

        assertThat(phone.identity().account()).isEqualTo(account);
    }

    @Test
    void aCodeMayBeTypedInAnyCaseWithDashes() {
        String code = EnrolledPhones.code(EnrolledPhones.account()).toLowerCase(Locale.ROOT);

        PhoneResponse response = enrol(PhoneMessages.newKey(), code.substring(0, 5) + "-" + code.substring(5), "Phone");

        assertThat(response.status()).isEqualTo(201);
    }

    @Test
    void aCodeIsValidOnce() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        enrol(PhoneMessages.newKey(), code, "First").expect(201);

        PhoneResponse second = enrol(PhoneMessages.newKey(), code, "Second");

        assertThat(second.problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void aRepeatedCallGetsTheSameResponse() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        ECKey key = PhoneMessages.newKey();
        PhoneResponse first = enrol(key, code, "Phone");

        PhoneResponse second = enrol(key, code, "Phone");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aUsedCodeThatAnotherDeviceTriesIsNewsOnceAndUntilTheDeviceIsRecognised() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        HeadlessPhone phone = HeadlessPhone.enrol(EnrolledPhones.ISSUER, EnrolledPhones.http(), code, "Phone");
        expireCodes(phone.identity().account());
        assertThat(reopened(phone)).isEmpty();

        assertThat(enrol(PhoneMessages.newKey(), code, "Second").problem()).isEqualTo("wrong-enrolment-code");
        Optional<Object> first = reopened(phone);
        enrol(PhoneMessages.newKey(), code, "Third");

        assertThat(first).isPresent();
        assertThat(reopened(phone)).isEqualTo(first);
        phone.recognise(phone.identity().credentialId());
        enrol(PhoneMessages.newKey(), code, "Fourth");
        assertThat(reopened(phone)).isEmpty();
    }

    @Test
    void ofTenConcurrentEnrolmentsWithOneCodeOneSucceeds() throws Exception {
        String code = EnrolledPhones.code(EnrolledPhones.account());

        List<Integer> statuses = ConcurrentCalls.run(
                10, call -> enrol(PhoneMessages.newKey(), code, "Phone").status());

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses).filteredOn(status -> status == 403).hasSize(9);
    }

    @Test
    void anAccountHasAtMostFiveDevices() throws Exception {
        String account = EnrolledPhones.account();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            codes.add(EnrolledPhones.code(account));
        }

        List<Integer> statuses = ConcurrentCalls.run(
                8,
                call -> enrol(PhoneMessages.newKey(), takeOne(codes), "Phone").status());

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(3);
    }

    @Test
    void aCodeIsNotUsedUpWhenTheAccountHasTooManyDevices() {
        String account = EnrolledPhones.account();
        HeadlessPhone first = EnrolledPhones.enrolled(account);
        for (int i = 0; i < 4; i++) {
            EnrolledPhones.enrolled(account);
        }
        String code = EnrolledPhones.code(account);
        ECKey key = PhoneMessages.newKey();
        assertThat(enrol(key, code, "Sixth").problem()).isEqualTo("too-many-devices");
        first.revoke(first.identity().credentialId());

        PhoneResponse response = enrol(key, code, "Sixth");

        assertThat(response.status()).isEqualTo(201);
    }

    @Test
    void anExpiredCodeIsRefused() {
        String account = EnrolledPhones.account();
        String code = EnrolledPhones.code(account);
        expireCodes(account);

        PhoneResponse response = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(response.problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void aSuspendedAccountCannotEnrolADevice() {
        String account = EnrolledPhones.account();
        String code = EnrolledPhones.code(account);
        EnrolledPhones.suspend(account);

        PhoneResponse response = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(response.problem()).isEqualTo("account-not-active");
    }

    private void expireCodes(String account) {
        pool.query("update approval.enrolment set expires_at = now() where account = '" + account + "'")
                .execute()
                .await()
                .indefinitely();
    }

    /** When the list of devices says that the phone's invitation was opened again. */
    private static Optional<Object> reopened(HeadlessPhone phone) {
        return Optional.ofNullable(phone.devices().getFirst().get("invitation_reopened_at"));
    }

    private static String takeOne(List<String> codes) {
        synchronized (codes) {
            return codes.removeFirst();
        }
    }
}
