package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Screenshot;
import io.doorway.e2e.support.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scanner of the phone app without a camera: a camera that does not answer or is not allowed is asked for again; a picture of the code
 * is chosen, pasted or dropped, or its address is pasted.
 */
class PictureOfACodeTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final int MAX_ATTEMPTS = 8;

    private static PhoneApp phone;
    private static BankVisit visit;

    @BeforeAll
    static void openBoth() {
        phone = PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink());
        visit = BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank()).startLogin();
    }

    @AfterAll
    static void closeBoth() {
        visit.close();
        phone.close();
    }

    @Test
    void aPictureIsChosen() {
        assertAskedByLink((page, screenshot) -> {
            FileChooser chooser = page.waitForFileChooser(
                    () -> phone.button("Choose a picture").press("Enter"));
            chooser.setFiles(new FilePayload("screen.png", "image/png", screenshot));
        });
    }

    @Test
    void aPictureIsPasted() {
        assertAskedByLink((page, screenshot) -> give(page, "paste", "clipboardData", screenshot));
    }

    @Test
    void aPictureIsDropped() {
        assertAskedByLink((page, screenshot) -> give(page, "drop", "dataTransfer", screenshot));
    }

    @Test
    void theAddressIsPasted() {
        assertAskedByLink((page, screenshot) -> {
            page.getByLabel("Or paste it here").fill(QrScreenReader.awaitQr(visit.page()));
            page.keyboard().press("Enter");
        });
    }

    @Test
    void whatIsNoCodeOfALoginIsNotOpened() {
        openScanner();
        Locator address = phone.page().getByLabel("Or paste it here");

        address.fill("https://evil.example/Q/ABC");
        phone.page().keyboard().press("Enter");
        assertThat(phone.page().getByText("This is not a code of a Doorway login page"))
                .isVisible();

        address.fill(TestPlatform.person("Mallory").enrolmentLink());
        phone.page().keyboard().press("Enter");
        assertThat(phone.page().getByText("This is an invitation, not a login")).isVisible();

        give(phone.page(), "paste", "clipboardData", "no picture".getBytes(StandardCharsets.US_ASCII));
        assertThat(phone.page().getByText("This file cannot be read as a picture"))
                .isVisible();

        give(phone.page(), "drop", "dataTransfer", Screenshot.png(phone.page()));
        assertThat(phone.page().getByText("There is no QR code in this picture"))
                .isVisible();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new Promise(() => {})                                      | The camera does not answer.",
                "Promise.reject(new DOMException('no', 'NotAllowedError')) | The camera is not allowed.",
                "Promise.reject(new DOMException('no', 'NotReadableError')) | The camera did not start."
            })
    void aCameraThatDoesNotStartIsSaidAndAskedForAgain(String answer, String text) {
        try (PhoneApp other =
                PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink())) {
            Page page = other.page();
            answerForCamera(page, "++asked === 1 ? %s : Promise.resolve(camera)".formatted(answer));
            other.button("Scan a code").click();

            assertThat(page.getByRole(AriaRole.STATUS).getByText(text)).isVisible();
            other.button("Try again").click();

            assertThat(page.locator("#screen").getByText("Hold the code on the screen"))
                    .isVisible();
            assertThat(other.button("Try again")).isHidden();
        }
    }

    @Test
    void whatIsWrongWithATextStaysWhenTheCameraStartsAfterIt() {
        try (PhoneApp other =
                PhoneApp.enrolled(CHROMIUM, TestPlatform.person("Ada").enrolmentLink())) {
            Page page = other.page();
            answerForCamera(page, "new Promise(resolve => { globalThis.startCamera = () => resolve(camera); })");
            other.button("Scan a code").click();
            other.unfoldOtherWays();

            page.getByLabel("Or paste it here").fill("https://evil.example/Q/ABC");
            page.keyboard().press("Enter");
            page.evaluate("() => startCamera()");
            page.waitForFunction("() => document.querySelector('video').currentTime > 0");

            assertThat(page.getByText("This is not a code of a Doorway login page"))
                    .isVisible();
        }
    }

    /** @param answer JavaScript of the promise that each request for the camera gets, with {@code camera} and the number {@code asked} before it */
    private static void answerForCamera(Page page, String answer) {
        page.evaluate("""
                () => {
                  const canvas = document.createElement('canvas');
                  const paint = canvas.getContext('2d');
                  setInterval(() => paint.fillRect(0, 0, 9, 9), 100);
                  const camera = canvas.captureStream(10);
                  let asked = 0;
                  navigator.mediaDevices.getUserMedia = () => ANSWER;
                }""".replace("ANSWER", answer));
    }

    /** The way is repeated if the frame in the screenshot was too old by the time the app had read it. */
    private static void assertAskedByLink(BiConsumer<Page, byte[]> give) {
        Locator asked = phone.page().getByText("A link or a picture opened this request");
        Locator tooOld = phone.page().getByText("This code is too old");
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            openScanner();
            QrScreenReader.awaitQr(visit.page());
            give.accept(phone.page(), Screenshot.png(visit.page()));
            asked.or(tooOld).first().waitFor();
            if (asked.isVisible()) {
                phone.reject();
                visit.button("Try again").click();
                return;
            }
        }
        throw new AssertionError("no picture was read in time");
    }

    private static void openScanner() {
        phone.page().navigate(TestPlatform.issuer() + "/app/");
        phone.button("Scan a code").click();
        assertThat(phone.heading("Scan the code")).isVisible();
        phone.unfoldOtherWays();
    }

    /** The event that a browser fires for a file that is pasted or dropped. */
    private static void give(Page page, String event, String data, byte[] file) {
        page.evaluate("""
                ([event, data, bytes]) => {
                  const transfer = new DataTransfer();
                  const content = Uint8Array.from(atob(bytes), character => character.charCodeAt(0));
                  transfer.items.add(new File([content], 'screen.png', { type: 'image/png' }));
                  const type = event === 'paste' ? ClipboardEvent : DragEvent;
                  document.body.dispatchEvent(new type(event, { [data]: transfer, bubbles: true, cancelable: true }));
                }""", new Object[] {event, data, Base64.getEncoder().encodeToString(file)});
        assertThat(page.url()).startsWith(TestPlatform.issuer() + "/app/");
    }
}
