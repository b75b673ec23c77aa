package io.doorway.e2e.attack;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 52,
        name = "Link instead of scan: a website makes an enrolled phone open the address of a QR code",
        control = "The app says what opened the address, and signs and sends nothing until the person taps",
        where = "approval-service `app/screens/link.js`, `LinkSource`")
class Attack52LinkIsNoScanTest {

    private static final String EVIL = "http://evil.example/";
    private static final String WEBSITE = "A website opened a login request";
    private static final String CAMERA = "A login request was opened";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final List<String> SENT = new CopyOnWriteArrayList<>();

    private static BrowserContext context;
    private static Shop.Login login;

    @BeforeAll
    static void enrolAPhone() {
        context = CHROMIUM.phone();
        PhoneApp.in(context).enrolAt(TestPlatform.person("Victim").enrolmentLink());
        login = Shop.PLAIN.begin();
        context.onRequest(request -> {
            String path = URI.create(request.url()).getPath();
            if (request.method().equals("POST") && !path.startsWith("/q/")) {
                SENT.add(path);
            }
        });
    }

    @ParameterizedTest
    @MethodSource
    void aPageOfAnotherOriginOpensTheAddress(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPageOfAnotherOriginOpensTheAddress() {
        return Stream.of(
                opened("link", "<a id=go href='LINK'>go</a>"),
                opened("link without referrer", "<a id=go rel=noreferrer href='LINK'>go</a>"),
                opened("GET form", "<form action='LINK'><button id=go>go</button></form>"),
                opened("location.assign", "<button id=go onclick=\"location.assign('LINK')\">go</button>"),
                opened("location.replace", "<button id=go onclick=\"location.replace('LINK')\">go</button>"),
                opened("refresh", "<meta http-equiv=refresh content='0;url=LINK'>"),
                opened("script at load", "<script>location = 'LINK'</script>"),
                opened("script after load", "<script>onload = () => { location.href = 'LINK' }</script>"),
                opened("click by script", "<a id=a href='LINK'>go</a><script>a.click()</script>"),
                opened("form sent by script", "<form id=f action='LINK'></form><script>f.submit()</script>"));
    }

    @Test
    void theCameraApplicationNeedsOneTap() {
        try (Page page = context.newPage()) {
            SENT.clear();
            page.navigate(Shop.PLAIN.begin().qr());
            assertNothingSent(page, CAMERA);

            page.getByText("Show who is asking").click();

            assertThat(page.getByText("Approve")
                            .or(page.getByText("Scan the code"))
                            .first())
                    .isVisible();
            assertThat(SENT).isNotEmpty();
        }
    }

    private static Named<AttackCase> opened(String name, String html) {
        return AttackCase.asserting(name, () -> {
                    try (Page page = evil(html)) {
                        if (html.contains("id=go")) {
                            page.click("#go");
                        }
                        assertNothingSent(page, WEBSITE);
                    }
                })
                .leavingUnchanged(login::state, "created")
                .named();
    }

    private static void assertNothingSent(Page page, String title) {
        assertThat(page.locator("h1")).hasText(title);
        assertThat(SENT).isEmpty();
    }

    /** A page of another origin, with the address of a fresh frame in place of LINK. */
    private static Page evil(String html) {
        SENT.clear();
        Page page = context.newPage();
        String body = "<!doctype html><title>evil</title><body>" + html.replace("LINK", login.qr());
        page.route(
                EVIL + "**",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(body)));
        page.navigate(EVIL, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return page;
    }
}
