package io.doorway.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import io.doorway.clients.browser.LoginPageMessages.UpcomingFrames;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.DoorwayCommand;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.servers.Polling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./doorway link} and {@code ./doorway phone} at the running platform. */
class CommandLinePhoneTest {

    private static final Pattern CODE = Pattern.compile("confirmation code for the browser: (\\d{6})");
    private static final String HOME = "doorway.home";
    private static final String HOME_BEFORE = System.getProperty(HOME, "");

    @TempDir
    static Path home;

    /** A project directory in which the platform of the tests is the one that {@code ./doorway up} started. */
    @BeforeAll
    static void findThePlatform() throws Exception {
        Files.createFile(home.resolve("doorway"));
        Path run = Files.createDirectories(home.resolve(".doorway/run"));
        Files.copy(TestPlatform.platform().data().resolve("platform.json"), run.resolve("platform.json"));
        System.setProperty(HOME, home.toString());
    }

    @AfterAll
    static void restore() {
        if (HOME_BEFORE.isEmpty()) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, HOME_BEFORE);
        }
    }

    @Test
    void aLinkEnrolsForTheAccountAsOftenAsWished() {
        assertThat(account(run("", "link"))).isEqualTo("ada");
        for (int phone = 0; phone < 6; phone++) {
            assertThat(account(run("", "link", "new.comer@example.org"))).isEqualTo("new.comer@example.org");
        }
    }

    @Test
    void aLinkForAnAccountWithAsManyDevicesAsItMayHaveSaysWhatToDo() {
        for (int phone = 0; phone < 20; phone++) {
            run("", "link", "full").lines().forEach(CommandLinePhoneTest::account);
        }

        assertThat(refusal("link", "full")).contains("full has 20 devices", "./doorway link NAME");
    }

    @Test
    void anInvitationWithAnAnswerIsEnrolledWithIt() {
        TestPlatform.Person ada = TestPlatform.person("Ada");
        String link = TestPlatform.operator("enrolment")
                .inviteWithAnswer(ada.account(), "new phone", "Blue Heron")
                .path("link")
                .asText();

        String output = run("", "phone", "enrol", "--answer", "blue heron", "--keys", keys("answer"), link);

        assertThat(output).startsWith("enrolled for " + ada.account());
    }

    @Test
    void watchingFindsTheOpenLoginPageAndApproves() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();

        String output = run("y\n", "phone", "watch", "--timeout", "5", "--keys", keys("watch"));

        assertThat(output)
                .contains("enrolled for ada", "Harbour Bank", "frame_source  link", "Approve? [y/N] approved");
        assertThat(complete(login, output)).isNotNull();
    }

    @Test
    void everyAnswerButYesRejects() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();

        enrol("rejecting");

        String output = run("\n", "phone", "watch", "--timeout", "5", "--keys", keys("rejecting"));

        assertThat(output).endsWith("Approve? [y/N] rejected\n");
        login.await("rejected");
    }

    @Test
    void aPictureOfAnotherSecondIsEnoughForTheLoginPageThatIsOpen() throws Exception {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        UpcomingFrames.Frame shown = login.browser().frames(login.challenge()).current();
        Path picture = home.resolve("page.png");
        MatrixToImageWriter.writeToPath(
                new QRCodeWriter().encode(shown.content(), BarcodeFormat.QR_CODE, 400, 400), "png", picture);
        enrol("scanning");
        Instant tooOld = shown.notBefore().plusSeconds(QrFrames.ACCEPTED_SECONDS + 1);
        assertThat(Polling.until(
                        () -> !login.browser()
                                .frames(login.challenge())
                                .serverTime()
                                .isBefore(tooOld),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(500)))
                .isTrue();

        String output = run("", "phone", "scan", "--approve", "--keys", keys("scanning"), picture.toString());

        assertThat(output).contains("frame_source  link");
        assertThat(complete(login, output)).isNotNull();
    }

    @Test
    void aPhoneThatThePlatformDoesNotKnowIsReported() throws Exception {
        HeadlessPhone phone = HeadlessPhone.enrol(run("", "link", "removed").strip(), "test");
        phone.identity().save(Path.of(keys("removed")));
        phone.revoke(phone.identity().credentialId());
        HeadlessBankLogin.begin();

        assertThat(refusal("phone", "watch", "--timeout", "5", "--keys", keys("removed")))
                .contains("is not enrolled on the running platform");
    }

    /** What a command that fails prints. */
    private static String refusal(String... arguments) {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(DoorwayCommand.run(arguments)).isEqualTo(1);
        } finally {
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Enrols the phone of an account of its own: one account has few devices. */
    private static void enrol(String name) {
        run("", "phone", "enrol", "--keys", keys(name), run("", "link", name).strip());
    }

    private static String keys(String name) {
        return home.resolve(name + ".json").toString();
    }

    private static String account(String link) {
        return HeadlessPhone.enrol(link.strip(), "test").identity().account();
    }

    private static URI complete(HeadlessBankLogin login, String output) {
        Matcher code = CODE.matcher(output);
        assertThat(code.find()).as(output).isTrue();
        return login.browser().completeWithCode(login.challenge(), code.group(1));
    }

    /** Runs a command that succeeds; returns what it prints. */
    private static String run(String input, String... arguments) {
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(DoorwayCommand.run(arguments)).isZero();
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
