package io.doorway.approval;

import static io.doorway.approval.Enrolments.claims;
import static io.doorway.approval.Enrolments.enrol;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a message that enrols has to be, and what may come with it. */
@ApprovalServiceTest
class EnrolmentMessageTest {
    @Inject
    Pool pool;

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

    private static PhoneAnswer enrolAttested(String code, Object attestation) {
        Map<String, Object> claims = new HashMap<>(claims(code, "Phone"));
        claims.put("attestation", attestation);
        return Phones.line().post("/devices", PhoneMessages.signEnrolment(PhoneMessages.newKey(), claims));
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
}
