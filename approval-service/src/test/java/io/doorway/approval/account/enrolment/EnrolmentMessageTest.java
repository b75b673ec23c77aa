package io.doorway.approval.account.enrolment;

import static io.doorway.approval.support.EnrolmentAttempts.claims;
import static io.doorway.approval.support.EnrolmentAttempts.enrol;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of an enrolment message. */
@ApprovalServiceTest
class EnrolmentMessageTest {
    @ParameterizedTest
    @MethodSource("attestations")
    void anAttestationIsIgnored(Object attestation) {
        Map<String, Object> claims = new HashMap<>(claims(EnrolledPhones.code(EnrolledPhones.account()), "Phone"));
        claims.put("attestation", attestation);

        PhoneResponse response =
                EnrolledPhones.http().post("/devices", PhoneMessages.signEnrolment(PhoneMessages.newKey(), claims));

        assertThat(response.status()).isEqualTo(201);
    }

    static List<Object> attestations() {
        return List.of(
                Map.of("format", "android-key", "statement", "MIIB.MIIC"),
                Map.of("format", "packed", "statement", 1, "verdict", "verified"),
                Map.of(),
                "none",
                1);
    }

    @Test
    void anotherCurveIsRefused() throws Exception {
        ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
        ECKey signer = PhoneMessages.newKey();
        JWSHeader header = PhoneMessages.header(PhoneMessages.ENROL)
                .jwk(p384.toPublicJWK())
                .build();
        String message = JwsSigner.sign(header, signer, claims(EnrolledPhones.code(EnrolledPhones.account()), "Phone"));

        PhoneResponse response = EnrolledPhones.http().post("/devices", message);

        assertThat(response.problem()).isEqualTo("malformed-message");
    }

    @Test
    void aKeyThatDidNotSignIsRefused() {
        JWSHeader header = PhoneMessages.header(PhoneMessages.ENROL)
                .jwk(PhoneMessages.newKey().toPublicJWK())
                .build();
        String message = JwsSigner.sign(
                header, PhoneMessages.newKey(), claims(EnrolledPhones.code(EnrolledPhones.account()), "Phone"));

        PhoneResponse response = EnrolledPhones.http().post("/devices", message);

        assertThat(response.problem()).isEqualTo("invalid-message");
    }

    @Test
    void aKeyWithAnotherMemberIsRefused() {
        ECKey key = PhoneMessages.newKey();
        ECKey named = new ECKey.Builder(key.toPublicJWK()).keyID("mine").build();
        JWSHeader header = PhoneMessages.header(PhoneMessages.ENROL).jwk(named).build();
        String message = JwsSigner.sign(header, key, claims(EnrolledPhones.code(EnrolledPhones.account()), "Phone"));

        PhoneResponse response = EnrolledPhones.http().post("/devices", message);

        assertThat(response.problem()).isEqualTo("malformed-message");
    }

    @Test
    void aNameIsShortAndHasNoControlCharacters() {
        String code = EnrolledPhones.code(EnrolledPhones.account());

        assertThat(enrol(PhoneMessages.newKey(), code, "  ").problem()).isEqualTo("malformed-message");
        assertThat(enrol(PhoneMessages.newKey(), code, "x".repeat(61)).problem())
                .isEqualTo("malformed-message");
        assertThat(enrol(PhoneMessages.newKey(), code, "a\u0007b").problem()).isEqualTo("malformed-message");
        assertThat(enrol(PhoneMessages.newKey(), code, "\u202Eenohpi ym").problem())
                .isEqualTo("malformed-message");
    }
}
