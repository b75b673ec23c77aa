package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

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

    @Test
    void anotherCurveIsRefused() throws Exception {
        ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
        ECKey signer = PhoneMessages.newKey();
        JWSHeader header = PhoneMessages.header(PhoneMessages.ENROL)
                .jwk(p384.toPublicJWK())
                .build();
        String message = PhoneMessages.sign(header, signer, claims(Phones.code(Phones.account()), "Phone"));

        PhoneAnswer answer = Phones.line().post("/devices", message);

        assertThat(answer.problem()).isEqualTo("malformed-message");
    }

    @Test
    void aKeyThatDidNotSignIsRefused() {
        JWSHeader header = PhoneMessages.header(PhoneMessages.ENROL)
                .jwk(PhoneMessages.newKey().toPublicJWK())
                .build();
        String message =
                PhoneMessages.sign(header, PhoneMessages.newKey(), claims(Phones.code(Phones.account()), "Phone"));

        PhoneAnswer answer = Phones.line().post("/devices", message);

        assertThat(answer.problem()).isEqualTo("invalid-message");
    }

    @Test
    void aKeyWithAnythingBesideItIsRefused() {
        ECKey key = PhoneMessages.newKey();
        ECKey named = new ECKey.Builder(key.toPublicJWK()).keyID("mine").build();
        JWSHeader header = PhoneMessages.header(PhoneMessages.ENROL).jwk(named).build();
        String message = PhoneMessages.sign(header, key, claims(Phones.code(Phones.account()), "Phone"));

        PhoneAnswer answer = Phones.line().post("/devices", message);

        assertThat(answer.problem()).isEqualTo("malformed-message");
    }

    @Test
    void aNameIsShortAndVisible() {
        String code = Phones.code(Phones.account());

        assertThat(enrol(PhoneMessages.newKey(), code, "  ").problem()).isEqualTo("malformed-message");
        assertThat(enrol(PhoneMessages.newKey(), code, "x".repeat(61)).problem())
                .isEqualTo("malformed-message");
        assertThat(enrol(PhoneMessages.newKey(), code, "a\u0007b").problem()).isEqualTo("malformed-message");
    }

    private static PhoneAnswer enrol(ECKey key, String code, String name) {
        return Phones.line().post("/devices", PhoneMessages.signEnrolment(key, claims(code, name)));
    }

    private static Map<String, Object> claims(String code, String name) {
        return PhoneMessages.claims(Phones.ISSUER, Map.of("enrolment_code", code, "name", name));
    }

    private static String takeOne(List<String> codes) {
        synchronized (codes) {
            return codes.removeFirst();
        }
    }

    private static List<Integer> atOnce(int contenders, Callable<Integer> attempt) throws Exception {
        List<Integer> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < contenders; i++) {
                running.add(threads.submit(attempt));
            }
            for (Future<Integer> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }
}
