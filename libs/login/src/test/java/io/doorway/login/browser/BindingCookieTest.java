package io.doorway.login.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.encoding.Sha256;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BindingCookieTest {

    @Test
    void theCookieIsForThisHostAndNotForScripts() {
        String header = BindingCookie.random(new Random(1)).toSet().toString();

        assertThat(header)
                .contains("__Host-doorway=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void theHashIsTheSha256OfTheValue() {
        BindingCookie cookie = BindingCookie.random(new Random(1));
        String value = cookie.toSet().getValue();

        assertThat(cookie.hash()).isEqualTo(Sha256.text(value));
        assertThat(BindingCookie.parse(value).orElseThrow().hash()).isEqualTo(cookie.hash());
        assertThat(cookie.toString()).doesNotContain(value);
    }

    @Test
    void aMalformedValueIsNoCookie() {
        assertThat(BindingCookie.parse(null)).isEmpty();
        assertThat(BindingCookie.parse("")).isEmpty();
        assertThat(BindingCookie.parse("AAAA")).isEmpty();
        assertThat(BindingCookie.parse("not base64url!!!!!!!!!")).isEmpty();
    }
}
