package io.doorway.approval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.doorway.testkit.phone.ScannedLogin;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that a phone would not send. */
@ApprovalServiceTest
class MessageTest {
    @Inject
    Logins logins;

    private Logins.Login login;
    private HeadlessPhone phone;
    private ScannedLogin scanned;
    private String path;

    @BeforeEach
    void scan() {
        login = logins.waiting();
        phone = Phones.enrolled();
        scanned = phone.scan(login.link());
        path = "/approvals/" + scanned.challengeId() + "/approve";
    }

    @Test
    void anotherKeyIsRefused() {
        refused(401, "invalid-message", sign(header().build(), PhoneMessages.newKey(), approval()));
    }

    @Test
    void anUnknownCredentialIsRefusedLikeAWrongKey() {
        JWSHeader stranger = PhoneMessages.header(PhoneMessages.APPROVAL)
                .keyID("AAAAAAAAAAAAAAAAAAAAAA")
                .build();
        refused(401, "invalid-message", sign(stranger, key(), approval()));
    }

    @Test
    void noAlgorithmIsRefused() {
        String none = part("{\"alg\":\"none\",\"typ\":\"doorway-approval+jwt\",\"kid\":\"%s\"}".formatted(kid()));
        refused(400, "malformed-message", none + "." + part(new Payload(approval()).toString()) + ".");
    }

    @Test
    void hmacWithThePublicKeyIsRefused() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType(PhoneMessages.APPROVAL))
                .keyID(kid())
                .build();
        JWSObject message = new JWSObject(header, new Payload(approval()));
        message.sign(new MACSigner(key().toECPublicKey().getEncoded()));
        refused(400, "malformed-message", message.serialize());
    }

    @Test
    void aKeyOfTheSendersChoiceIsRefused() {
        ECKey own = PhoneMessages.newKey();
        refused(400, "malformed-message", sign(header().jwk(own.toPublicJWK()).build(), own, approval()));
        refused(
                400,
                "malformed-message",
                sign(header().jwkURL(URI.create("https://evil.example/keys")).build(), own, approval()));
    }

    @Test
    void aCriticalExtensionIsRefused() {
        JWSHeader header =
                header().criticalParams(Set.of("exp")).customParam("exp", 1).build();
        refused(400, "malformed-message", sign(header, key(), approval()));
    }

    @Test
    void aSignatureInDerIsRefused() throws Exception {
        JWSObject message = new JWSObject(header().build(), new Payload(approval()));
        message.sign(new ECDSASigner(key()));
        byte[] der = ECDSA.transcodeSignatureToDER(message.getSignature().decode());
        refused(401, "invalid-message", withSignature(message.serialize(), der));
    }

    @Test
    void aSignatureOfZeroesIsRefused() {
        String good = sign(header().build(), key(), approval());
        refused(401, "invalid-message", withSignature(good, new byte[64]));
        refused(401, "invalid-message", withSignature(good, new byte[0]));
    }

    @Test
    void aMessageForAnotherCallIsRefused() {
        Map<String, Object> claims = approval();
        refused(400, "malformed-message", phone.message(PhoneMessages.REJECTION, claims));
        refused(400, "malformed-message", phone.message(PhoneMessages.SCAN, claims));
        refused(400, "malformed-message", phone.message("JWT", claims));
    }

    @Test
    void aMessageForAnotherDoorwayIsRefused() {
        refused(400, "malformed-message", with("aud", "https://other.example"));
        refused(400, "malformed-message", with("aud", List.of(Phones.ISSUER)));
    }

    @Test
    void anUnknownMemberIsRefused() {
        refused(400, "malformed-message", with("amount", "1000"));
    }

    @Test
    void aMissingMemberIsRefused() {
        for (String member : Set.of("aud", "iat", "jti", "transcript")) {
            Map<String, Object> claims = approval();
            claims.remove(member);
            refused(400, "malformed-message", sign(header().build(), key(), claims));
        }
    }

    @Test
    void aMemberOfAnotherTypeIsRefused() {
        refused(400, "malformed-message", with("transcript", Map.of()));
        refused(400, "malformed-message", with("iat", "today"));
        refused(400, "malformed-message", with("jti", "x".repeat(129)));
    }

    @Test
    void aMemberGivenTwiceIsRefused() throws Exception {
        String twice = new Payload(approval()).toString().replaceFirst("\\{", "{\"jti\":\"first\",");
        JWSObject message = new JWSObject(header().build(), new Payload(twice));
        message.sign(new ECDSASigner(key()));
        refused(400, "malformed-message", message.serialize());
    }

    @Test
    void aWrongClockIsNoMatter() {
        Map<String, Object> claims = approval();
        claims.put("iat", 1);
        PhoneAnswer answer = Phones.line().post(path, sign(header().build(), key(), claims));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void whatIsNoMessageIsRefused() {
        for (String text : Set.of("", "a", "a.b", "a.b.c", "e30.e30.e30", "....", "e30=.e30.AA")) {
            refused(400, "malformed-message", text);
        }
    }

    @Test
    void aBodyOverSixteenKibibytesIsRefused() {
        refused(413, "too-large", "a".repeat(16 * 1024 + 1));
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().contentType("text/plain")
                .body(sign(header().build(), key(), approval()))
                .post(path)
                .then()
                .statusCode(415);
    }

    private void refused(int status, String problem, String message) {
        PhoneAnswer answer = Phones.line().post(path, message);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(logins.now(login)).isInstanceOf(Scanned.class);
    }

    private String with(String member, Object value) {
        Map<String, Object> claims = approval();
        claims.put(member, value);
        return sign(header().build(), key(), claims);
    }

    private Map<String, Object> approval() {
        return new LinkedHashMap<>(PhoneMessages.claims(Phones.ISSUER, Map.of("transcript", scanned.transcript())));
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
        return PhoneMessages.sign(header, key, claims);
    }

    private static String part(String json) {
        return Base64URL.encode(json).toString();
    }

    private static String withSignature(String message, byte[] signature) {
        return message.substring(0, message.lastIndexOf('.') + 1) + Base64URL.encode(signature);
    }
}
