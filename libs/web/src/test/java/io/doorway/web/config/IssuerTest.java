package io.doorway.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {

    @Test
    void anIssuerIsAnOrigin() {
        Issuer issuer = new Issuer(URI.create("https://id.example.org"));

        assertThat(issuer.at("/app/x")).hasToString("https://id.example.org/app/x");
        assertThat(issuer.isHttps()).isTrue();
        assertThat(issuer.isLocalhost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.org/path",
                "https://id.example.org?x",
                "https://id.example.org#x",
                "https://user@id.example.org",
                "ftp://id.example.org",
                "https://id.example.org/path/",
                "https://bücher.example",
                "https://id_1.example.org",
                "id.example.org"
            })
    void anyOtherUrlStopsTheStartAndThePropertyIsNamed(String wrong) {
        assertThatThrownBy(() -> new Issuer(URI.create(wrong))).hasMessageContaining("doorway.issuer");
    }

    /** Browsers and relying parties compare the issuer character by character. */
    @ParameterizedTest
    @CsvSource({
        "https://id.example.org:443, https://id.example.org",
        "http://localhost:80, http://localhost",
        "https://ID.Example.org, https://id.example.org",
        "HTTPS://id.example.org, https://id.example.org",
        "https://id.example.org/, https://id.example.org",
        "https://id.example.org., https://id.example.org",
        "https://id.example.org:, https://id.example.org",
        "https://id.example.org:08443, https://id.example.org:8443",
        "https://XN--BCHER-KVA.example:443/, https://xn--bcher-kva.example",
        "https://[2001:DB8:0:0::1]:443, https://[2001:db8::1]",
    })
    void anotherSpellingStopsTheStartAndTheMessageHasTheRightOne(String spelling, String canonical) {
        assertThatThrownBy(() -> new Issuer(URI.create(spelling)))
                .hasMessage("doorway.issuer: " + spelling + " (write it as " + canonical + ")");
        assertThat(new Issuer(URI.create(canonical))).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://id.example.org:8443", "http://localhost:8080", "https://192.0.2.1", "http://[::1]:8080"
            })
    void anOriginMayHaveAPort(String origin) {
        assertThat(new Issuer(URI.create(origin)).at("/q")).hasToString(origin + "/q");
    }
}
