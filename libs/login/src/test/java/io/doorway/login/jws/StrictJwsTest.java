package io.doorway.login.jws;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.doorway.clients.jws.JwsSigner;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJwsTest {

    private static final int MAX_LENGTH = 1000;
    private static final ECKey KEY = ecKey(Curve.P_256);

    @Test
    void aSignedObjectIsParsedAndVerified() throws JOSEException {
        StrictJws jws = parse(sign("{\"a\":\"b\",\"n\":1}"));

        assertThat(jws.headerText("alg")).isEqualTo("ES256");
        assertThat(jws.text("a")).isEqualTo("b");
        assertThat(jws.text("n")).isEmpty();
        assertThat(jws.text("absent")).isEmpty();
        assertThat(StrictJws.memberNames(jws.payload())).containsExactlyInAnyOrder("a", "n");
        assertThat(jws.isSignedBy(KEY.toECPublicKey())).isTrue();
        assertThat(jws.isSignedBy(ecKey(Curve.P_256).toECPublicKey())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "\"text\"", "{", "{\"a\":1,\"a\":2}", "{} {}", "{}x", "{\"a\":[[[[[1]]]]]}"})
    void anyOtherPayloadIsRefused(String payload) {
        assertThat(StrictJws.parse(sign(payload), MAX_LENGTH)).isEmpty();
    }

    @Test
    void onlyThreePartsOfCanonicalBase64UrlAreAccepted() {
        String[] parts = sign("{}").split("\\.");

        assertRefused(parts[0] + "." + parts[1]);
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2] + ".");
        assertRefused(parts[0] + "." + parts[1] + "=." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2] + "\n");
        assertRefused(parts[0] + "." + parts[1] + "." + withUnusedBits(parts[2]));
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        String jws = sign("{}");

        assertThat(StrictJws.parse(jws, jws.length())).isPresent();
        assertThat(StrictJws.parse(jws, jws.length() - 1)).isEmpty();
    }

    @Test
    void aSignatureInAnotherFormIsRefused() throws JOSEException {
        String jws = sign("{}");
        String signingInput = jws.substring(0, jws.lastIndexOf('.') + 1);
        byte[] der = ECDSA.transcodeSignatureToDER(new Base64URL(jws.substring(signingInput.length())).decode());

        for (byte[] signature : new byte[][] {der, new byte[64], new byte[0], new byte[65]}) {
            assertThat(parse(signingInput + Base64URL.encode(signature)).isSignedBy(KEY.toECPublicKey()))
                    .isFalse();
        }
    }

    @Test
    void onlyAPublicKeyOnP256IsAnEmbeddedKey() {
        assertThat(embeddedKey(KEY.toPublicJWK().toJSONString())).contains(KEY.toPublicJWK());
        assertThat(embeddedKey(KEY.toJSONString())).isEmpty();
        assertThat(embeddedKey(ecKey(Curve.P_384).toPublicJWK().toJSONString())).isEmpty();
        assertThat(embeddedKey("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}"))
                .isEmpty();
        assertThat(embeddedKey("{\"kty\":\"oct\",\"k\":\"AQ\"}")).isEmpty();
        for (String other :
                new String[] {"\"key\"", "null", "[]", "[null]", "1e400", "{}", "{\"kty\":null}", "{\"kty\":[]}"}) {
            assertThat(embeddedKey(other)).as(other).isEmpty();
        }
        assertThat(parse(sign("{}")).embeddedKey()).isEmpty();
    }

    private static Optional<ECKey> embeddedKey(String jwk) {
        return parse(Base64URL.encode("{\"jwk\":" + jwk + "}") + ".e30.").embeddedKey();
    }

    private static void assertRefused(String text) {
        assertThat(StrictJws.parse(text, MAX_LENGTH)).as(text).isEmpty();
    }

    private static StrictJws parse(String text) {
        return StrictJws.parse(text, MAX_LENGTH).orElseThrow();
    }

    /** 64 bytes leave four unused bits in the last character; only zero bits are canonical. */
    private static String withUnusedBits(String signature) {
        char last = signature.charAt(signature.length() - 1);
        return signature.substring(0, signature.length() - 1) + (char) (last + 1);
    }

    private static String sign(String payload) {
        return JwsSigner.es256(KEY, "{\"alg\":\"ES256\"}", payload);
    }

    private static ECKey ecKey(Curve curve) {
        try {
            return new ECKeyGenerator(curve).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
