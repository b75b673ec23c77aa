package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        var options = new PlatformOptions(Path.of("."), 8080, 8090, issuer, null, null, null, "unknown", 1);

        assertThat(options.isIssuerLocal()).isEqualTo(local);
    }
}
