package io.doorway.session.provider.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A client that registered for it gets encrypted ID tokens and signed userinfo responses. */
@QuarkusTest
class EncryptedIdTokenTest extends ProviderTest {

    @Test
    void onlyTheKeyOfTheClientOpensTheIdToken() throws Exception {
        TestRelyingParty client =
                TestRelyingParty.withSecret(issuer.uri(), "encrypted", "https://encrypted.example/back");
        OIDCTokenResponse tokens = tokens(client.redeem(code(client)));

        EncryptedJWT encrypted = (EncryptedJWT) tokens.getOIDCTokens().getIDToken();
        assertThat(encrypted.getHeader().getAlgorithm().getName()).isEqualTo("ECDH-ES+A256KW");
        assertThat(encrypted.getHeader().getEncryptionMethod().getName()).isEqualTo("A256GCM");
        encrypted.decrypt(new ECDHDecrypter(ProviderUnderTest.ENCRYPTION_KEY));
        SignedJWT signed = encrypted.getPayload().toSignedJWT();

        assertThat(signed.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.PS256);
        assertThat(isVerified(client, signed)).isTrue();
        assertThat(signed.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo(client.nonce.getValue());
    }

    @Test
    void theUserInfoResponseIsSignedForTheClient() throws Exception {
        TestRelyingParty client =
                TestRelyingParty.withSecret(issuer.uri(), "encrypted", "https://encrypted.example/back");
        OIDCTokenResponse tokens = tokens(client.redeem(code(client)));

        var response = client.userInfo(tokens.getOIDCTokens().getAccessToken());

        assertThat(response.getEntityContentType().getType()).isEqualTo("application/jwt");
        SignedJWT signed = SignedJWT.parse(response.getBody());
        assertThat(isVerified(client, signed)).isTrue();
        assertThat(signed.getJWTClaimsSet().getAudience()).containsExactly("encrypted");
        assertThat(signed.getJWTClaimsSet().getIssuer()).isEqualTo(issuer.uri().toString());
        assertThat(signed.getJWTClaimsSet().getSubject()).isEqualTo(account.value());
    }

    @Test
    void aCodeIsNotUsedUpWhileTheKeysOfTheClientCannotBeFetched() {
        TestRelyingParty client = TestRelyingParty.withSecret(issuer.uri(), "silent", "https://silent.example/back");
        AuthorizationCode code = code(client);

        TokenResponse first = client.redeem(code);
        TokenResponse second = client.redeem(code);

        assertThat(error(first)).isEqualTo("temporarily_unavailable");
        assertThat(first.toErrorResponse().getErrorObject().getDescription()).contains("jwks_uri");
        assertThat(error(second)).isEqualTo("temporarily_unavailable");
    }

    private boolean isVerified(TestRelyingParty client, SignedJWT jwt) throws Exception {
        JWKSet keys =
                JWKSet.parse(browser.open(client.provider().getJWKSetURI()).body());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
        JWSVerifier verifier = new DefaultJWSVerifierFactory()
                .createJWSVerifier(jwt.getHeader(), key.toRSAKey().toPublicKey());
        return jwt.verify(verifier);
    }
}
