package io.doorway.login.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.login.browser.AuthenticateBrowser.InvalidProofException;
import java.net.URI;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DpopProofTest {

    private static final URI ADDRESS = URI.create("https://id.example.org/challenges");
    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    private static final ECKey KEY = ecKey(Curve.P_256);

    @Test
    void aProofNamesItsKeyAndIsUsedOnceByItsId() throws JOSEException {
        DpopProof proof = DpopProof.verify(sign(header().build(), claims().build()), "POST", ADDRESS);

        assertThat(proof.thumbprint()).isEqualTo(KEY.computeThumbprint().toString());
        assertThat(proof.jti()).isEqualTo("jti-1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notProofs")
    void everythingElseIsRefused(String what, String proof) {
        assertThatThrownBy(() -> DpopProof.verify(proof, "POST", ADDRESS)).isInstanceOf(InvalidProofException.class);
    }

    @Test
    void noProofIsRefused() {
        assertThatThrownBy(() -> DpopProof.verify(null, "POST", ADDRESS)).isInstanceOf(InvalidProofException.class);
    }

    static Stream<Arguments> notProofs() throws JOSEException {
        ECKey other = ecKey(Curve.P_256);
        ECKey p384 = ecKey(Curve.P_384);
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        String good = sign(header().build(), claims().build());
        String[] parts = good.split("\\.");
        String noAlgorithm = Base64URL.encode(
                        "{\"typ\":\"dpop+jwt\",\"alg\":\"none\",\"jwk\":" + KEY.toPublicJWK() + "}")
                .toString();
        return Stream.of(
                Arguments.of("empty", ""),
                Arguments.of("not a JWT", "a.b.c"),
                Arguments.of("two parts", parts[0] + "." + parts[1]),
                Arguments.of("alg none", noAlgorithm + "." + parts[1] + "."),
                Arguments.of("alg none with a signature", noAlgorithm + "." + parts[1] + "." + parts[2]),
                Arguments.of("no signature", parts[0] + "." + parts[1] + "."),
                Arguments.of("a zero signature", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64])),
                Arguments.of(
                        "a DER signature",
                        parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1})),
                Arguments.of("characters after the signature that are not base64url", good + "[\uFFFD"),
                Arguments.of("a character within the signature that is not base64url", good.replaceFirst(".$", "[$0")),
                Arguments.of(
                        "a changed payload", parts[0] + "." + Base64URL.encode("{\"jti\":\"x\"}") + "." + parts[2]),
                Arguments.of(
                        "another type", sign(header().type(JOSEObjectType.JWT).build(), claims().build())),
                Arguments.of(
                        "no type",
                        sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .jwk(KEY.toPublicJWK())
                                        .build(),
                                claims().build())),
                Arguments.of(
                        "no key",
                        sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .type(TYPE)
                                        .build(),
                                claims().build())),
                Arguments.of(
                        "another key than the signer's",
                        sign(header(other.toPublicJWK()).build(), claims().build())),
                Arguments.of("a private key", privateKeyInHeader()),
                Arguments.of("kid", sign(header().keyID("1").build(), claims().build())),
                Arguments.of(
                        "jku",
                        sign(header().jwkURL(URI.create("https://evil.example")).build(), claims().build())),
                Arguments.of(
                        "x5u",
                        sign(
                                header().x509CertURL(URI.create("https://evil.example"))
                                        .build(),
                                claims().build())),
                Arguments.of("crit", sign(header().criticalParams(Set.of("b64")).build(), claims().build())),
                Arguments.of(
                        "P-384",
                        sign(
                                p384,
                                new JWSHeader.Builder(JWSAlgorithm.ES384)
                                        .type(TYPE)
                                        .jwk(p384.toPublicJWK())
                                        .build())),
                Arguments.of("RS256", rsaSigned(rsa)),
                Arguments.of("HS256 with the public key as its secret", hmacSigned()),
                Arguments.of(
                        "another method",
                        sign(header().build(), claims().claim("htm", "GET").build())),
                Arguments.of(
                        "another address",
                        sign(
                                header().build(),
                                claims().claim("htu", ADDRESS + "/x").build())),
                Arguments.of(
                        "another origin",
                        sign(
                                header().build(),
                                claims().claim("htu", "https://evil.example/challenges")
                                        .build())),
                Arguments.of(
                        "an address with a query",
                        sign(
                                header().build(),
                                claims().claim("htu", ADDRESS + "?a=b").build())),
                Arguments.of(
                        "no method",
                        sign(header().build(), claims().claim("htm", null).build())),
                Arguments.of(
                        "no iat",
                        sign(header().build(), claims().issueTime(null).build())),
                Arguments.of(
                        "no jti", sign(header().build(), claims().jwtID(null).build())),
                Arguments.of(
                        "an empty jti",
                        sign(header().build(), claims().jwtID(" ").build())),
                Arguments.of(
                        "a long jti",
                        sign(header().build(), claims().jwtID("x".repeat(65)).build())),
                Arguments.of(
                        "very long",
                        sign(
                                header().build(),
                                claims().claim("x", "y".repeat(3000)).build())));
    }

    private static JWSHeader.Builder header() {
        return header(KEY.toPublicJWK());
    }

    private static JWSHeader.Builder header(JWK key) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).jwk(key);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .jwtID("jti-1")
                .issueTime(new Date(0))
                .claim("htm", "POST")
                .claim("htu", ADDRESS.toString());
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims) {
        return JwsSigner.sign(header, KEY, claims.toJSONObject());
    }

    private static String sign(ECKey key, JWSHeader header) {
        return JwsSigner.sign(header, key, claims().build().toJSONObject());
    }

    private static String rsaSigned(RSAKey rsa) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(TYPE)
                .jwk(rsa.toPublicJWK())
                .build();
        return JwsSigner.sign(header, rsa, claims().build().toJSONObject());
    }

    private static String hmacSigned() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(TYPE)
                .jwk(KEY.toPublicJWK())
                .build();
        MACSigner publicKey = new MACSigner(KEY.toPublicJWK().toJSONString());
        return JwsSigner.sign(header, publicKey, claims().build().toJSONObject());
    }

    /** The library refuses to build such a header. */
    private static String privateKeyInHeader() {
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + KEY.toJSONString() + "}";
        return JwsSigner.es256(KEY, header, claims().build().toString());
    }

    private static ECKey ecKey(Curve curve) {
        try {
            return new ECKeyGenerator(curve).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
