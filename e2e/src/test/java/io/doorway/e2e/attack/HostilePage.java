package io.doorway.e2e.attack;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;

/** The browser of an enrolled phone, and a page of another origin in it that opens the address of a fresh QR code. */
final class HostilePage {

    private static final String ADDRESS = "http://evil.example/";
    private static final String WEBSITE = "A website opened a login request";

    private final BrowserContext phone;

    /** The calls of the phone's browser to the API of logins. */
    private final List<String> sent = new CopyOnWriteArrayList<>();

    HostilePage(BrowserContext phone) {
        this.phone = phone;
        PhoneApp.in(phone).enrolAt(TestPlatform.person("Victim").enrolmentLink());
        phone.onRequest(request -> {
            String path = URI.create(request.url()).getPath();
            if (path.startsWith("/approvals")) {
                sent.add(path);
            }
        });
    }

    /** The page opens the address, written LINK, by itself or after a click on the element {@code go}. */
    Named<AttackCase> opens(String name, String html) {
        return attack(name, html, page -> {
            if (html.contains("id=go")) {
                page.click("#go");
            }
            assertNothingIsSent(page, WEBSITE);
        });
    }

    /** A click on the element {@code go} opens the address in another window. */
    Named<AttackCase> opensWindow(String name, String html) {
        return attack(name, html, page -> {
            try (Page window = page.waitForPopup(() -> page.click("#go"))) {
                assertNothingIsSent(window, WEBSITE);
            }
        });
    }

    /** The page loads the address without showing it, and has the title {@code done} afterwards. */
    Named<AttackCase> loads(String name, String html) {
        return attack(name, html, page -> {
            assertThat(page).hasTitle("done");
            assertThat(sent).isEmpty();
        });
    }

    private Named<AttackCase> attack(String name, String html, Consumer<Page> check) {
        return AttackCase.asserting(name, () -> {
                    Shop.Login login = Shop.PLAIN.begin();
                    sent.clear();
                    try (Page page = open(html.replace("LINK", login.qr()))) {
                        check.accept(page);
                    }
                    assertThat(login.state()).isEqualTo("created");
                })
                .named();
    }

    private Page open(String body) {
        Page page = phone.newPage();
        page.route(
                ADDRESS + "**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!doctype html><title>evil</title><body>" + body)));
        page.navigate(ADDRESS, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return page;
    }

    private void assertNothingIsSent(Page page, String title) {
        assertThat(page.locator("h1")).hasText(title);
        assertThat(sent).isEmpty();
    }

    /** Opens the address as a camera application does, and taps. */
    void assertATapSends(String link) {
        try (Page page = phone.newPage()) {
            sent.clear();
            page.navigate(link);
            assertNothingIsSent(page, "A login request was opened");

            page.getByText("Show who is asking").click();

            assertThat(page.getByText("Approve")
                            .or(page.getByText("Scan the code"))
                            .first())
                    .isVisible();
            assertThat(sent).isNotEmpty();
        }
    }
}
