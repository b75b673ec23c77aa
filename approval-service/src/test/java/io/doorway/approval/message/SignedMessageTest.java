package io.doorway.approval.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Challenge.Scanned;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are refused, and why. */
@ApprovalServiceTest
class SignedMessageTest {
    @Inject
    TestChallenges logins;

    private TestChallenge login;
    private HeadlessPhone phone;
    private ScannedLogin scanned;
    private String path;

    @BeforeEach
    void scan() {
        login = logins.create();
        phone = EnrolledPhones.enrolled();
        scanned = phone.scan(login.qrLink());
        path = "/approvals/" + scanned.challengeId() + "/approve";
    }

    @Test
    void anotherKeyIsRefused() {
        assertRefused(401, "invalid-message", sign(header().build(), PhoneMessages.newKey(), approval()));
    }

    @Test
    void anUnknownCredentialIsRefusedLikeAWrongKey() {
        JWSHeader unknown = PhoneMessages.header(PhoneMessages.APPROVAL)
                .keyID("AAAAAAAAAAAAAAAAAAAAAA")
                .build();
        assertRefused(401, "invalid-message", sign(unknown, key(), approval()));
    }

    @Test
    void algorithmNoneIsRefused() {
        String none = part("{\"alg\":\"none\",\"typ\":\"doorway-approval+jwt\",\"kid\":\"%s\"}".formatted(kid()));
        assertRefused(400, "malformed-message", none + "." + part(new Payload(approval()).toString()) + ".");
    }

    @Test
    void hmacWithThePublicKeyIsRefused() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType(PhoneMessages.APPROVAL))
                .keyID(kid())
                .build();
        MACSigner publicKey = new MACSigner(key().toECPublicKey().getEncoded());
        assertRefused(400, "malformed-message", JwsSigner.sign(header, publicKey, approval()));
    }

    @Test
    void aKeyOfTheSendersChoiceIsRefused() {
        ECKey own = PhoneMessages.newKey();
        assertRefused(
                400, "malformed-message", sign(header().jwk(own.toPublicJWK()).build(), own, approval()));
        assertRefused(
                400,
                "malformed-message",
                sign(header().jwkURL(URI.create("https://evil.example/keys")).build(), own, approval()));
    }

    @Test
    void aCriticalExtensionIsRefused() {
        JWSHeader header =
                header().criticalParams(Set.of("exp")).customParam("exp", 1).build();
        assertRefused(400, "malformed-message", sign(header, key(), approval()));
    }

    @Test
    void aSignatureInDerIsRefused() throws Exception {
        String message = sign(header().build(), key(), approval());
        byte[] der = ECDSA.transcodeSignatureToDER(
                JWSObject.parse(message).getSignature().decode());
        assertRefused(401, "invalid-message", withSignature(message, der));
    }

    @Test
    void aSignatureOfZeroesIsRefused() {
        String message = sign(header().build(), key(), approval());
        assertRefused(401, "invalid-message", withSignature(message, new byte[64]));
        assertRefused(401, "invalid-message", withSignature(message, new byte[0]));
    }

    @Test
    void aMessageForAnotherCallIsRefused() {
        Map<String, Object> claims = approval();
        assertRefused(400, "malformed-message", phone.signedMessage(PhoneMessages.REJECTION, claims));
        assertRefused(400, "malformed-message", phone.signedMessage(PhoneMessages.SCAN, claims));
        assertRefused(400, "malformed-message", phone.signedMessage("JWT", claims));
    }

    @Test
    void aMessageForAnotherIssuerIsRefused() {
        assertRefused(400, "malformed-message", with("aud", "https://other.example"));
        assertRefused(400, "malformed-message", with("aud", List.of(EnrolledPhones.ISSUER)));
    }

    @Test
    void anUnknownMemberIsRefused() {
        assertRefused(400, "malformed-message", with("amount", "1000"));
    }

    @Test
    void aMissingMemberIsRefused() {
        for (String member : Set.of("aud", "iat", "jti", "transcript")) {
            Map<String, Object> claims = approval();
            claims.remove(member);
            assertRefused(400, "malformed-message", sign(header().build(), key(), claims));
        }
    }

    @Test
    void aMemberOfAnotherTypeIsRefused() {
        assertRefused(400, "malformed-message", with("transcript", Map.of()));
        assertRefused(400, "malformed-message", with("iat", "today"));
        assertRefused(400, "malformed-message", with("jti", "x".repeat(129)));
    }

    @Test
    void aDuplicateMemberIsRefused() throws Exception {
        String twice = new Payload(approval()).toString().replaceFirst("\\{", "{\"jti\":\"first\",");
        assertRefused(
                400,
                "malformed-message",
                JwsSigner.es256(key(), header().build().toString(), twice));
    }

    @Test
    void theClockOfThePhoneIsNotChecked() {
        Map<String, Object> claims = approval();
        claims.put("iat", 1);
        PhoneResponse response = EnrolledPhones.http().post(path, sign(header().build(), key(), claims));
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void aTextThatIsNotAJwsIsRefused() {
        for (String text : Set.of("", "a", "a.b", "a.b.c", "e30.e30.e30", "....", "e30=.e30.AA")) {
            assertRefused(400, "malformed-message", text);
        }
    }

    @Test
    void aBodyOverSixteenKibibytesIsRefused() {
        assertRefused(413, "too-large", "a".repeat(16 * 1024 + 1));
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().contentType("text/plain")
                .body(sign(header().build(), key(), approval()))
                .post(path)
                .then()
                .statusCode(415);
    }

    private void assertRefused(int status, String problem, String message) {
        PhoneResponse response = EnrolledPhones.http().post(path, message);
        assertThat(response.problem()).isEqualTo(problem);
        assertThat(response.status()).isEqualTo(status);
        assertThat(logins.load(login)).isInstanceOf(Scanned.class);
    }

    private String with(String member, Object value) {
        Map<String, Object> claims = approval();
        claims.put(member, value);
        return sign(header().build(), key(), claims);
    }

    private Map<String, Object> approval() {
        return new LinkedHashMap<>(
                PhoneMessages.claims(EnrolledPhones.ISSUER, Map.of("transcript", scanned.transcript())));
    }

    private JWSHeader.Builder header() {
        return PhoneMessages.header(PhoneMessages.APPROVAL).keyID(kid());
    }

    private String kid() {
        return phone.identity().credentialId();
    }

    private ECKey key() {
        return phone.identity().key();
    }

    private static String sign(JWSHeader header, ECKey key, Map<String, ?> claims) {
        return JwsSigner.sign(header, key, claims);
    }

    private static String part(String json) {
        return Base64URL.encode(json).toString();
    }

    private static String withSignature(String message, byte[] signature) {
        return message.substring(0, message.lastIndexOf('.') + 1) + Base64URL.encode(signature);
    }
}
