package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneMessages;
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
                "Algorithm confusion: none, HMAC with the public key, keys of the sender's choice, r = s = 0, DER, other curves, other forms",
        control =
                "One algorithm, one form, an exact header; the key is the registered one of the `kid`. A signature's other spelling (high S)"
                        + " is the same signature, which browsers make too: it is taken, and wins nothing",
        where = "approval-service `CompactJws`, `MessageChecks`, `Es256`; libs/edge `DpopProof`")
class Attack13AlgorithmConfusionTest {

    private static final int LONGEST_MESSAGE = 12 * 1024;
    private static final int LONGEST_PROOF = 2048;

    private static Victim victim;
    private static HeadlessPhone phone;

    @BeforeAll
    static void aLoginIsScanned() {
        victim = Victim.at("scanned");
        phone = victim.phone();
    }

    @ParameterizedTest
    @MethodSource
    void anApproval(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anApproval() {
        return message(
                Moves.approval(victim.challenge()),
                PhoneMessages.APPROVAL,
                Map.of("transcript", victim.scanned().transcript()));
    }

    @ParameterizedTest
    @MethodSource
    void aRejection(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aRejection() {
        return message(
                "/approvals/" + victim.challenge() + "/reject",
                PhoneMessages.REJECTION,
                Map.of("transcript", victim.scanned().transcript(), "reason", "not_me"));
    }

    @ParameterizedTest
    @MethodSource
    void anEnrolment(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** With a code that is good: whatever would be accepted would be a device more. */
    static Stream<Named<Attempt>> anEnrolment() {
        String link = victim.person().enrolmentLink();
        ECKey key = PhoneMessages.newKey();
        String header =
                "{\"alg\":\"ES256\",\"typ\":\"%s\",\"jwk\":%s}".formatted(PhoneMessages.ENROL, Jws.publicJson(key));
        Map<String, String> own = Map.of("enrolment_code", link.substring(link.indexOf('#') + 1), "name", "thief");
        BadJws bad = new BadJws(header, claims(own), key, LONGEST_MESSAGE);
        return Stream.of(
                        refused(bad.headers(), "/devices", 400, "malformed-message"),
                        refused(bad.forms(), "/devices", 400, "malformed-message"),
                        refused(bad.signatures(), "/devices", 401, "invalid-message"))
                .flatMap(attempts -> attempts)
                .map(attempt -> attempt.leaving(
                                () -> Integer.toString(phone.devices().size()), "1")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aKid(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aKid() {
        String others = Doorway.person("Other").headlessPhone().identity().credentialId();
        Map<String, String> kids = new LinkedHashMap<>();
        kids.put("somebody else's", others);
        kids.put("nobody's", "AAAAAAAAAAAAAAAAAAAAAA");
        kids.put("a path", "../../../../dev/null");
        kids.put("SQL", "' or '1'='1");
        kids.put("an address", "https://evil.example/key");
        kids.put("long", "k".repeat(4000));
        kids.put("in lower case", phone.identity().credentialId().toLowerCase(java.util.Locale.ROOT));
        kids.put("with a space", phone.identity().credentialId() + " ");
        return kids.entrySet().stream()
                .map(kid -> Attempt.of(
                                "kid: " + kid.getKey(),
                                () -> Moves.post(
                                        phone,
                                        Moves.approval(victim.challenge()),
                                        Jws.es256(
                                                phone.identity().key(),
                                                header(PhoneMessages.APPROVAL, kid.getValue()),
                                                approvalClaims())))
                        .refused(401, "invalid-message")
                        .leaving(victim::state, "scanned")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aBrowsersProof(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Each with a {@code jti} of its own: a proof that was taken would not be taken again. */
    static Stream<Named<Attempt>> aBrowsersProof() {
        ECKey key = PhoneMessages.newKey();
        return badProofs(key).keySet().stream()
                .map(name -> Attempt.of(name, () -> {
                            Map<String, String> proof =
                                    Map.of("DPoP", badProofs(key).get(name));
                            return Answer.of(
                                    victim.login().browser().send("POST", Moves.completion(victim.challenge()), proof));
                        })
                        .refused(401, "invalid-proof")
                        .leaving(victim::state, "scanned")
                        .named());
    }

    private static Map<String, String> badProofs(ECKey key) {
        String header = "{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":%s}".formatted(Jws.publicJson(key));
        String payload = "{\"htm\":\"POST\",\"htu\":\"%s\",\"iat\":1,\"jti\":\"%s\"}"
                .formatted(Doorway.issuer() + Moves.completion(victim.challenge()), UUID.randomUUID());
        BadJws bad = new BadJws(header, payload, key, LONGEST_PROOF);
        Map<String, String> all = new LinkedHashMap<>(bad.headers());
        all.putAll(bad.signatures());
        all.putAll(bad.forms());
        return all;
    }

    @Test
    void theOtherSpellingOfASignatureWinsNothing() {
        Victim honest = Victim.at("scanned");
        String header = header(PhoneMessages.APPROVAL, honest.phone().identity().credentialId());
        String payload = claims(Map.of("transcript", honest.scanned().transcript()));
        byte[] good = Jws.es256Signature(honest.phone().identity().key(), header, payload);
        BigInteger otherS = Jws.N.subtract(Jws.s(good));
        String path = Moves.approval(honest.challenge());

        Answer first = Moves.post(honest.phone(), path, Jws.of(header, payload, good));
        Answer again = Moves.post(honest.phone(), path, Jws.of(header, payload, Jws.pair(Jws.r(good), otherS)));

        assertThat(again).isEqualTo(first);
        assertThat(honest.login().browser().poll(honest.challenge()).version()).isEqualTo(3);
    }

    private static Stream<Named<Attempt>> message(String path, String typ, Map<String, String> own) {
        BadJws bad = new BadJws(
                header(typ, phone.identity().credentialId()),
                claims(own),
                phone.identity().key(),
                LONGEST_MESSAGE);
        return Stream.of(
                        refused(bad.headers(), path, 400, "malformed-message"),
                        refused(bad.forms(), path, 400, "malformed-message"),
                        refused(bad.signatures(), path, 401, "invalid-message"))
                .flatMap(attempts -> attempts)
                .map(attempt -> attempt.leaving(victim::state, "scanned").named());
    }

    private static Stream<Attempt> refused(Map<String, String> messages, String path, int status, String error) {
        return messages.entrySet().stream()
                .map(message -> Attempt.of(message.getKey(), () -> Moves.post(phone, path, message.getValue()))
                        .refused(status, error));
    }

    private static String header(String typ, String kid) {
        return "{\"alg\":\"ES256\",\"typ\":\"%s\",\"kid\":\"%s\"}".formatted(typ, kid);
    }

    private static String approvalClaims() {
        return claims(Map.of("transcript", victim.scanned().transcript()));
    }

    private static String claims(Map<String, String> own) {
        return JSONObjectUtils.toJSONString(
                new HashMap<>(PhoneMessages.claims(Doorway.issuer().toString(), own)));
    }
}
