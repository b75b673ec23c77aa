package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the phone command reads its input, and what it prints if it fails. */
class PhoneCommandTest {

    private static final String LINK = "http://localhost:8080/Q/FRAME";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void scanningWithoutAnEnrolledPhoneExplainsHowToEnrol() {
        Path keys = directory.resolve("phone.json");

        int status = run("phone", "scan", "--keys", keys.toString(), LINK);

        assertThat(status).isEqualTo(1);
        assertThat(err)
                .hasToString("doorway: no phone in %s: enrol one with ./doorway phone enrol LINK%n".formatted(keys));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aLinkThatIsNoEnrolmentLinkIsRejected() {
        Path keys = directory.resolve("phone.json");

        int status = run("phone", "enrol", "--keys", keys.toString(), LINK);

        assertThat(status).isEqualTo(1);
        assertThat(err).hasToString("doorway: not an enrolment link: http://localhost:8080/Q/FRAME%n".formatted());
        assertThat(keys).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.crt", "text.crt"})
    void anAuthorityThatIsNotReadableIsNamed(String name) throws Exception {
        Files.writeString(directory.resolve("text.crt"), "no certificate");
        Path authority = directory.resolve(name);

        int status = run(
                "phone",
                "enrol",
                "--authority",
                authority.toString(),
                "--keys",
                directory.resolve("phone.json").toString(),
                "https://localhost:8080/app/enrol#CODE");

        assertThat(status).isEqualTo(1);
        assertThat(err).hasToString("doorway: not readable: %s%n".formatted(authority));
    }

    @Test
    void theLinkIsReadFromAnImage() throws Exception {
        Path image = directory.resolve("page.png");
        MatrixToImageWriter.writeToPath(new QRCodeWriter().encode(LINK, BarcodeFormat.QR_CODE, 300, 300), "png", image);

        assertThat(PhoneCommand.isImage(image.toString())).isTrue();
        assertThat(PhoneCommand.linkIn(image)).isEqualTo(LINK);
    }

    @Test
    void aLinkIsNoImage() {
        assertThat(PhoneCommand.isImage(LINK)).isFalse();
    }

    @Test
    void anImageWithoutAQrCodeIsRejected() throws Exception {
        Path image = directory.resolve("empty.png");
        ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB), "png", image.toFile());

        assertThatThrownBy(() -> PhoneCommand.linkIn(image)).hasMessage("no readable QR code in " + image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "ada/../root", "<b>"})
    void aLinkForNoAccountIsRejected(String account) {
        assertThat(run("link", account)).isEqualTo(1);
        assertThat(err)
                .hasToString("doorway: not an account: '%s' (expected: 1 to 200 letters, digits or . _ @ + -)%n"
                        .formatted(account));
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "phone watch", "token security"})
    void withoutARunningPlatformACommandSaysHowToStartOne(String command) throws Exception {
        Files.createFile(directory.resolve("doorway"));
        String home = System.setProperty("doorway.home", directory.toString());
        try {
            assertThat(run(command.split(" "))).isEqualTo(1);
        } finally {
            restore(home);
        }
        assertThat(err).hasToString("doorway: no local platform is running: start one with ./doorway up%n".formatted());
    }

    private static void restore(@Nullable String home) {
        if (home == null) {
            System.clearProperty("doorway.home");
        } else {
            System.setProperty("doorway.home", home);
        }
    }

    private int run(String... arguments) {
        return DoorwayCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
