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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    void fourWrongSecretsLeaveTheCodeGood() {
        String code = Phones.code(Phones.account());
        guess(code, 4);

        PhoneAnswer answer = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void fiveWrongSecretsBurnTheCode() {
        String code = Phones.code(Phones.account());
        guess(code, 5);

        PhoneAnswer answer = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(answer.problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void ofAHundredWhoGuessAtOnceNoneGetsASixthTry() throws Exception {
        String account = Phones.account();
        String code = Phones.code(account);

        List<Integer> statuses = atOnce(
                100, () -> enrol(PhoneMessages.newKey(), wrong(code), "Guess").status());

        assertThat(statuses).containsOnly(403);
        assertThat(triesLeft(account)).isZero();
        assertThat(enrol(PhoneMessages.newKey(), code, "Phone").problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void guessesAtOneCodeCostAnotherNothing() {
        String account = Phones.account();
        String guessed = Phones.code(account);
        String other = Phones.code(account);
        guess(guessed, 5);

        assertThat(enrol(PhoneMessages.newKey(), other, "Phone").status()).isEqualTo(201);
    }

    @Test
    void nobodyLearnsWhichCodesThereAre() {
        String code = Phones.code(Phones.account());
        String used = Phones.code(Phones.account());
        enrol(PhoneMessages.newKey(), used, "Phone").expect(201);
        List<String> codes = List.of("00000000000000000000", wrong(code), used, wrong(used), "too short");

        List<PhoneAnswer> answers = new ArrayList<>();
        List<Duration> took = new ArrayList<>();
        for (String wrong : codes) {
            Instant begun = Instant.now();
            answers.add(enrol(PhoneMessages.newKey(), wrong, "Phone"));
            took.add(Duration.between(begun, Instant.now()));
        }

        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(took.subList(0, 4)).allSatisfy(each -> assertThat(each).isGreaterThan(Duration.ofMillis(240)));
    }

    @Test
    void whatAPlatformSaysOfAKeyIsKeptAndNotBelieved() {
        String code = Phones.code(Phones.account());
        Map<String, String> attestation = Map.of("format", "android-key", "statement", "MIIB.MIIC");

        PhoneAnswer answer = enrolAttested(code, attestation);

        assertThat(attestationOf(answer.text("credential_id"))).isEqualTo("android-key MIIB.MIIC unverified");
    }

    @ParameterizedTest
    @MethodSource("malformedAttestations")
    void anAttestationOfAnotherFormIsRefused(Object attestation) {
        String code = Phones.code(Phones.account());

        assertThat(enrolAttested(code, attestation).problem()).isEqualTo("malformed-message");
        assertThat(enrol(PhoneMessages.newKey(), code, "Phone").status()).isEqualTo(201);
    }

    static List<Object> malformedAttestations() {
        return List.of(
                "none",
                Map.of(),
                Map.of("format", "android-key"),
                Map.of("format", "packed", "statement", "MIIB"),
                Map.of("format", "android-key", "statement", ""),
                Map.of("format", "android-key", "statement", "a b"),
                Map.of("format", "android-key", "statement", 1),
                Map.of("format", "android-key", "statement", "MIIB", "verdict", "verified"));
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

    private static PhoneAnswer enrolAttested(String code, Object attestation) {
        Map<String, Object> claims = new HashMap<>(claims(code, "Phone"));
        claims.put("attestation", attestation);
        return Phones.line().post("/devices", PhoneMessages.signEnrolment(PhoneMessages.newKey(), claims));
    }

    /** The same invitation with another secret. */
    private static String wrong(String code) {
        char last = code.charAt(code.length() - 1);
        return code.substring(0, code.length() - 1) + (last == '7' ? '8' : '7');
    }

    private static void guess(String code, int times) {
        for (int i = 0; i < times; i++) {
            enrol(PhoneMessages.newKey(), wrong(code), "Guess");
        }
    }

    private int triesLeft(String account) {
        return pool.preparedQuery("select tries_left from approval.enrolment where account = $1")
                .execute(Tuple.of(account))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getInteger(0);
    }

    private String attestationOf(String credential) {
        return pool.preparedQuery("""
                        select concat_ws(' ', attestation_format, attestation_statement, attestation_verdict)
                        from approval.credential where credential_id = $1""")
                .execute(Tuple.of(credential))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
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
