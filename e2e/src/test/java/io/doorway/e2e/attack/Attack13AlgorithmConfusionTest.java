package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.TestPlatform;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 13,
        name =
                "Algorithm confusion: none, HMAC with the public key, keys of the sender's choice, r = s = 0, DER, other "
                        + "curves, other forms",
        control =
                "One algorithm, one form, an exact header; the key is the registered one of the `kid`. The other encoding of a "
                        + "signature (high S), which browsers produce too, is the same signature: it is accepted and gains nothing",
        where = "libs/login `StrictJws`, `DpopProof`; approval-service `MessageChecks`")
class Attack13AlgorithmConfusionTest {

    private static final int MAX_MESSAGE_LENGTH = 12 * 1024;
    private static final int MAX_PROOF_LENGTH = 2048;

    private static Victim victim;
    private static HeadlessPhone phone;

    @BeforeAll
    static void startLogin() {
        victim = Victim.at("scanned");
        phone = victim.phone();
    }

    @ParameterizedTest
    @MethodSource
    void anApproval(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anApproval() {
        return message(
                ProtocolCalls.approvePath(victim.challenge()),
                PhoneMessages.APPROVAL,
                Map.of("transcript", victim.scanned().transcript()));
    }

    @ParameterizedTest
    @MethodSource
    void aRejection(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRejection() {
        return message(
                "/approvals/" + victim.challenge() + "/reject",
                PhoneMessages.REJECTION,
                Map.of("transcript", victim.scanned().transcript(), "reason", "not_me"));
    }

    @ParameterizedTest
    @MethodSource
    void anEnrolment(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The enrolment code is valid, so that an accepted message would add a device. */
    static Stream<Named<AttackCase>> anEnrolment() {
        ECKey key = PhoneMessages.newKey();
        String header =
                "{\"alg\":\"ES256\",\"typ\":\"%s\",\"jwk\":%s}".formatted(PhoneMessages.ENROL, RawJws.publicJson(key));
        Map<String, String> members = Map.of("enrolment_code", victim.person().enrolmentCode(), "name", "thief");
        JwsMutations mutations = new JwsMutations(header, claims(members), key, MAX_MESSAGE_LENGTH);
        return Stream.of(
                        refused(mutations.badHeaders(), "/devices", 400, "malformed-message"),
                        refused(mutations.malformedSerializations(), "/devices", 400, "malformed-message"),
                        refused(mutations.badSignatures(), "/devices", 401, "invalid-message"))
                .flatMap(attempts -> attempts)
                .map(attempt -> attempt.leavingUnchanged(
                                () -> Integer.toString(phone.devices().size()), "1")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void anUnknownKid(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anUnknownKid() {
        String others = TestPlatform.person("Other").headlessPhone().identity().credentialId();
        Map<String, String> kids = new LinkedHashMap<>();
        kids.put("of another account", others);
        kids.put("of no credential", TestPlatform.UNKNOWN_ID);
        kids.put("a path", "../../../../dev/null");
        kids.put("SQL", "' or '1'='1");
        kids.put("an address", "https://evil.example/key");
        kids.put("long", "k".repeat(4000));
        kids.put("in lower case", phone.identity().credentialId().toLowerCase(java.util.Locale.ROOT));
        kids.put("with a space", phone.identity().credentialId() + " ");
        return kids.entrySet().stream()
                .map(kid -> AttackCase.of(
                                "kid: " + kid.getKey(),
                                () -> ProtocolCalls.post(
                                        phone,
                                        ProtocolCalls.approvePath(victim.challenge()),
                                        JwsSigner.es256(
                                                phone.identity().key(),
                                                header(PhoneMessages.APPROVAL, kid.getValue()),
                                                approvalClaims())))
                        .refused(401, "invalid-message")
                        .leavingUnchanged(victim::state, "scanned")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aDpopProof(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Each proof has its own {@code jti}, so that none is refused as a replay. */
    static Stream<Named<AttackCase>> aDpopProof() {
        ECKey key = PhoneMessages.newKey();
        return badProofs(key).keySet().stream()
                .map(name -> AttackCase.of(name, () -> {
                            Map<String, String> proof =
                                    Map.of("DPoP", badProofs(key).get(name));
                            return ObservedResponse.of(victim.login()
                                    .browser()
                                    .send("POST", ProtocolCalls.completePath(victim.challenge()), proof));
                        })
                        .refused(401, "invalid-proof")
                        .leavingUnchanged(victim::state, "scanned")
                        .named());
    }

    private static Map<String, String> badProofs(ECKey key) {
        String header = "{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":%s}".formatted(RawJws.publicJson(key));
        String payload = "{\"htm\":\"POST\",\"htu\":\"%s\",\"iat\":1,\"jti\":\"%s\"}"
                .formatted(TestPlatform.issuer() + ProtocolCalls.completePath(victim.challenge()), UUID.randomUUID());
        JwsMutations mutations = new JwsMutations(header, payload, key, MAX_PROOF_LENGTH);
        Map<String, String> all = new LinkedHashMap<>(mutations.badHeaders());
        all.putAll(mutations.badSignatures());
        all.putAll(mutations.malformedSerializations());
        return all;
    }

    @Test
    void theOtherEncodingOfASignatureHasNoFurtherEffect() {
        Victim honest = Victim.at("scanned");
        String header = header(PhoneMessages.APPROVAL, honest.phone().identity().credentialId());
        String payload = claims(Map.of("transcript", honest.scanned().transcript()));
        byte[] good = RawJws.es256Signature(honest.phone().identity().key(), header, payload);
        BigInteger otherS = RawJws.P256_ORDER.subtract(RawJws.s(good));
        String path = ProtocolCalls.approvePath(honest.challenge());

        ObservedResponse first =
                ProtocolCalls.post(honest.phone(), path, JwsSigner.withSignature(header, payload, good));
        ObservedResponse again = ProtocolCalls.post(
                honest.phone(),
                path,
                JwsSigner.withSignature(header, payload, RawJws.concatenated(RawJws.r(good), otherS)));

        assertThat(again).isEqualTo(first);
        assertThat(honest.login().browser().poll(honest.challenge()).version()).isEqualTo(3);
    }

    private static Stream<Named<AttackCase>> message(String path, String typ, Map<String, String> members) {
        JwsMutations mutations = new JwsMutations(
                header(typ, phone.identity().credentialId()),
                claims(members),
                phone.identity().key(),
                MAX_MESSAGE_LENGTH);
        return Stream.of(
                        refused(mutations.badHeaders(), path, 400, "malformed-message"),
                        refused(mutations.malformedSerializations(), path, 400, "malformed-message"),
                        refused(mutations.badSignatures(), path, 401, "invalid-message"))
                .flatMap(attempts -> attempts)
                .map(attempt ->
                        attempt.leavingUnchanged(victim::state, "scanned").named());
    }

    private static Stream<AttackCase> refused(Map<String, String> messages, String path, int status, String error) {
        return messages.entrySet().stream()
                .map(message -> AttackCase.of(
                                message.getKey(), () -> ProtocolCalls.post(phone, path, message.getValue()))
                        .refused(status, error));
    }

    private static String header(String typ, String kid) {
        return "{\"alg\":\"ES256\",\"typ\":\"%s\",\"kid\":\"%s\"}".formatted(typ, kid);
    }

    private static String approvalClaims() {
        return claims(Map.of("transcript", victim.scanned().transcript()));
    }

    private static String claims(Map<String, String> members) {
        return JSONObjectUtils.toJSONString(
                new HashMap<>(PhoneMessages.claims(TestPlatform.issuer().toString(), members)));
    }
}
