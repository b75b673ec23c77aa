package io.doorway.approval;

import static io.doorway.approval.Enrolments.atOnce;
import static io.doorway.approval.Enrolments.enrol;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A code makes a phone the account's: once, in time, and no more phones than there may be. */
@ApprovalServiceTest
class EnrolmentTest {
    @Inject
    Pool pool;

    @Test
    void aCodeEnrolsAPhoneForItsAccount() {
        String account = Phones.account();

        HeadlessPhone phone = Phones.enrolled(account);

        assertThat(phone.identity().account()).isEqualTo(account);
    }

    @Test
    void aCodeMayBeTypedInAnyCaseWithDashes() {
        String code = Phones.code(Phones.account()).toLowerCase(Locale.ROOT);

        PhoneAnswer answer = enrol(PhoneMessages.newKey(), code.substring(0, 5) + "-" + code.substring(5), "Phone");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aCodeIsUsedOnce() {
        String code = Phones.code(Phones.account());
        enrol(PhoneMessages.newKey(), code, "First").expect(201);

        PhoneAnswer second = enrol(PhoneMessages.newKey(), code, "Second");

        assertThat(second.problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void theSamePhoneThatAsksAgainGetsTheSameAnswer() {
        String code = Phones.code(Phones.account());
        ECKey key = PhoneMessages.newKey();
        PhoneAnswer first = enrol(key, code, "Phone");

        PhoneAnswer again = enrol(key, code, "Phone");

        assertThat(again).isEqualTo(first);
    }

    @Test
    void ofTenWhoPresentACodeAtOnceOneIsEnrolled() throws Exception {
        String code = Phones.code(Phones.account());

        List<Integer> statuses =
                atOnce(10, () -> enrol(PhoneMessages.newKey(), code, "Phone").status());

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses).filteredOn(status -> status == 403).hasSize(9);
    }

    @Test
    void fiveDevicesAreEnough() throws Exception {
        String account = Phones.account();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            codes.add(Phones.code(account));
        }

        List<Integer> statuses = atOnce(
                8, () -> enrol(PhoneMessages.newKey(), takeOne(codes), "Phone").status());

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(3);
    }

    @Test
    void anAccountWithEnoughDevicesKeepsItsCode() {
        String account = Phones.account();
        HeadlessPhone first = Phones.enrolled(account);
        for (int i = 0; i < 4; i++) {
            Phones.enrolled(account);
        }
        String code = Phones.code(account);
        ECKey key = PhoneMessages.newKey();
        assertThat(enrol(key, code, "Sixth").problem()).isEqualTo("too-many-devices");
        first.revoke(first.identity().credentialId());

        PhoneAnswer answer = enrol(key, code, "Sixth");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aCodeIsTooOldAfterItsTime() {
        String account = Phones.account();
        String code = Phones.code(account);
        pool.query("update approval.enrolment set expires_at = now() where account = '" + account + "'")
                .execute()
                .await()
                .indefinitely();

        PhoneAnswer answer = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(answer.problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void aSuspendedAccountEnrolsNothing() {
        String account = Phones.account();
        String code = Phones.code(account);
        Phones.suspend(account);

        PhoneAnswer answer = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(answer.problem()).isEqualTo("account-not-active");
    }

    private static String takeOne(List<String> codes) {
        synchronized (codes) {
            return codes.removeFirst();
        }
    }
}
