package io.doorway.session.provider.oauth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs for which the SDK itself throws an unchecked exception. */
class SdkParserTest {
    private static final URI ENDPOINT = URI.create("https://login.example/oauth2/token");

    @ParameterizedTest
    @ValueSource(
            strings = {"scope=openid%20%0A", "scope=openid&acr_values=a%20%0A", "scope=openid&id_token_hint=W10.e30.e30"
            })
    void aMalformedAuthorizationRequest(String parameters) {
        String request = "response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&" + parameters;

        assertThatThrownBy(() -> SdkParser.parse(() -> AuthenticationRequest.parse(request)))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void aClientAssertionWhoseHeaderIsNull() {
        HTTPRequest request = OAuthHttp.form(
                ENDPOINT,
                null,
                "client_assertion=bnVsbA.e30.e30&client_assertion_type="
                        + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer");

        assertThatThrownBy(() -> SdkParser.parse(() -> ClientAuthentication.parse(request)))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void aResourceThatIsNoUri() {
        HTTPRequest request =
                OAuthHttp.form(ENDPOINT, null, "grant_type=authorization_code&client_id=shop&code=c&resource=%22");

        assertThatThrownBy(() -> SdkParser.parse(() -> TokenRequest.parse(request)))
                .isInstanceOf(ParseException.class);
    }
}
