package io.doorway.challenge.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.vocabulary.ChallengeId;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How coarse the drawn codes are, and how many of them are read: by ZXing and by the reader of the phone app. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QrDrawingTest {

    private static final int CODES = 20;
    private static final int QUIET_ZONES = 8;

    private static QrReaders readers;

    private final Random random = new Random(7);

    @BeforeAll
    static void start() throws IOException {
        readers = new QrReaders();
    }

    @AfterAll
    static void end() {
        readers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, 33",
        "https://id.example.org, 33",
        "https://login.harbour-bank.example, 33",
        "https://id.example.org:8443, 33",
        "https://login.department.the-municipality.example, 33",
        "https://authentication.department.of-the-municipality.example:8443, 37"
    })
    void theCodeIsCoarse(String issuer, int modules) {
        assertThat(DrawnCode.of(new QrDrawing(frame().address(issuer)).svg(frame().address(issuer)))
                        .size())
                .isEqualTo(modules + QUIET_ZONES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "https://id.example.org",
                "https://login.department.the-municipality.example",
                "https://authentication.department.of-the-municipality.example:8443",
                "http://[::1]:8080"
            })
    void thePageDrawsTheSameCode(String issuer) throws IOException {
        String address = frame().address(issuer);
        Process page = new ProcessBuilder("node", "src/test/js/draw-codes.js")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer addresses = page.outputWriter()) {
            addresses.write(address + "\n");
        }

        assertThat(page.inputReader().readLine()).isEqualTo(new QrDrawing(address).svg(address));
    }

    /**
     * The bounds are what was read when they were set, less one. In a login, the next code follows in a second.
     *
     * @param side of the code with its quiet zone, in pixels of the picture
     */
    @ParameterizedTest
    @CsvSource({
        // side, tilt, blur, noise, read by ZXing, read by the app
        "123,  0, 0.6, 10, 19, 19",
        "123,  0, 0.9, 10, 16, 15",
        "164, 25, 0.9, 10, 17, 13",
        "205,  0, 1.4, 15, 15, 17",
        "205, 45, 0.9, 15,  7, 11"
    })
    void aCameraReadsTheCode(double side, double tilt, double blur, double noise, int zxing, int phoneApp)
            throws IOException {
        Camera camera = new Camera(side, tilt, blur, noise);
        QrDrawing drawing = new QrDrawing(frame().address("https://id.example.org"));
        int readByZxing = 0;
        int readByPhoneApp = 0;
        for (int i = 0; i < CODES; i++) {
            String address = frame().address("https://id.example.org");
            Camera.Picture picture = camera.of(DrawnCode.of(drawing.svg(address)), random);
            readByZxing += QrReaders.zxing(picture).equals(Optional.of(address)) ? 1 : 0;
            readByPhoneApp += readers.phoneApp(picture).equals(Optional.of(address)) ? 1 : 0;
        }

        assertThat(readByZxing).as("read by ZXing, of " + CODES).isGreaterThanOrEqualTo(zxing);
        assertThat(readByPhoneApp).as("read by the phone app, of " + CODES).isGreaterThanOrEqualTo(phoneApp);
    }

    private QrFrame frame() {
        byte[] mac = new byte[QrFrame.MAC_BYTES];
        random.nextBytes(mac);
        return new QrFrame(ChallengeId.random(random), random.nextInt(60), mac);
    }
}
