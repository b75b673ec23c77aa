package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which issuers only this machine reaches: for others there are no invitations for everybody. */
class PlatformOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, true",
        "http://127.0.0.1:8080, true",
        "https://id.example.org, false",
        "https://localhost.example.org, false",
        "http://192.168.1.5:8080, false",
        "https://machine.local:8443, false"
    })
    void onlyANameOfThisMachineIsLocal(String issuer, boolean local) {
        var options =
                PlatformOptions.builder(Path.of("."), 8080, 8090).issuer(issuer).build();

        assertThat(options.isIssuerLocal()).isEqualTo(local);
    }

    /** A service does not start with another spelling of its issuer. */
    @ParameterizedTest
    @CsvSource({
        ", 8080, http://localhost:8080",
        ", 80, http://localhost",
        ", 443, http://localhost:443",
        "laptop.local, 8080, https://laptop.local:8080",
        "laptop.local, 443, https://laptop.local"
    })
    void anOriginHasNoDefaultPort(@Nullable String lan, int port, String origin) {
        assertThat(PlatformOptions.origin(lan, port)).isEqualTo(origin);
    }
}
