package io.doorway.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import io.doorway.clients.browser.LoginPageMessages.UpcomingFrames;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.Launcher;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.servers.Polling;
import java.net.URI;
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

    @TempDir
    static Path home;

    private static Launcher launcher;

    @BeforeAll
    static void findThePlatform() throws Exception {
        launcher = new Launcher(home);
    }

    @AfterAll
    static void restore() {
        launcher.close();
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
    void repeatedWatchingAnswersEachPageUntilTheInputEnds() {
        HeadlessBankLogin first = HeadlessBankLogin.begin();
        HeadlessBankLogin second = HeadlessBankLogin.begin();

        String output = run("y\n", "phone", "watch", "--repeat", "--timeout", "5", "--keys", keys("repeating"));

        assertThat(output).contains("Approve? [y/N] approved").endsWith("Approve? [y/N] rejected\n");
        assertThat(complete(second, output))
                .as("the page that was opened last is the first")
                .isNotNull();
        first.await("rejected");
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

    private static String refusal(String... arguments) {
        return Launcher.refusal(1, arguments);
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

    private static String run(String input, String... arguments) {
        return Launcher.run(input, arguments);
    }
}
