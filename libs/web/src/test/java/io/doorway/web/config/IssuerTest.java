package io.doorway.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                "https://id.example.org/",
                "https://id.example.org/path",
                "https://id.example.org?x",
                "https://id.example.org#x",
                "https://user@id.example.org",
                "ftp://id.example.org",
                "id.example.org"
            })
    void anyOtherUrlStopsTheStartAndThePropertyIsNamed(String wrong) {
        assertThatThrownBy(() -> new Issuer(URI.create(wrong))).hasMessageContaining("doorway.issuer");
    }
}
