package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import io.doorway.e2e.support.Till;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A till asks a person whom it knows, on their phone and without a browser of theirs (OpenID CIBA). */
class BackchannelJourneyTest {
    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final PageScreenshots screenshots = new PageScreenshots();

    @Test
    void theOpenAppShowsTheRequestAndThePersonApproves() {
        Person person = TestPlatform.person("Ada");
        try (PhoneApp phone = PhoneApp.enrolled(CHROMIUM, person.enrolmentLink())) {
            List<String> pushed = new CopyOnWriteArrayList<>();
            phone.page().onWebSocket(socket -> socket.onFrameReceived(frame -> pushed.add(frame.text())));
            phone.page().navigate(TestPlatform.issuer() + "/app/");
            assertThat(phone.heading("Ready")).isVisible();
            assertThat(phone.heading("Waiting for you")).isHidden();

            String requestId = Till.ask(person);

            assertThat(phone.heading("Waiting for you")).isVisible();
            assertThat(pushed).anyMatch(message -> message.contains("K7 at till 4"));
            assertThat(phone.page().locator("#announcer")).hasText("A request of Till is waiting for you");
            screenshots.capture(phone.page(), "app-requests");
            phone.page().getByLabel("Open the request of Till").click();
            assertThat(phone.page().locator(".binding")).containsText("K7 at till 4");
            assertThat(phone.page().getByText("Not in a browser: Till started this itself"))
                    .isVisible();
            screenshots.capture(phone.page(), "app-approval-without-browser");
            phone.approve();
            assertThat(phone.heading("Approved")).isVisible();
            screenshots.assertNoViolations();

            assertThat(IssuerHttp.member(Till.tokens(requestId), "id_token")).isNotEmpty();
            assertThat(phone.heading("Approval received")).isVisible();
        }
    }
}
