package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 31,
        name = "QR link hijack: a QR code that leads the app to another origin, path or scheme",
        control = "The app accepts a QR code of its own origin, in its exact form, and opens no other address",
        where = "approval-service `app/qr-code.js`, `app/screens/scanner.js`")
class Attack31QrLinkHijackTest {

    private static final String FRAME = "0123456789ABCDEF";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Path APP = Path.of("../approval-service/src/main/resources/META-INF/resources/app");
    private static final Path SHARED = Path.of("../libs/frontend/src/main/resources");

    private static Page page;

    /** The app's scripts are joined, so the browser gets the source of the module beside them. */
    @BeforeAll
    static void openTheApp() {
        page = CHROMIUM.phone().newPage();
        page.route("**/app/source/*.js", route -> serve(route, APP));
        page.route("**/app/source/shared/*.js", route -> serve(route, SHARED));
        page.navigate(TestPlatform.issuer().resolve("/app/").toString());
    }

    private static void serve(Route route, Path folder) {
        String address = route.request().url();
        route.fulfill(new Route.FulfillOptions()
                .setContentType("text/javascript")
                .setPath(folder.resolve(address.substring(address.lastIndexOf('/') + 1))));
    }

    @ParameterizedTest
    @MethodSource
    void aCodeOfAnotherForm(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCodeOfAnotherForm() {
        URI issuer = TestPlatform.issuer();
        String origin = issuer.getScheme() + "://" + issuer.getAuthority();
        String authority = issuer.getAuthority();
        return Stream.of(
                        "https://evil.example/Q/" + FRAME,
                        "http://evil.example/Q/" + FRAME,
                        origin + ".evil.example/Q/" + FRAME,
                        origin + "@evil.example/Q/" + FRAME,
                        origin + ":@evil.example/Q/" + FRAME,
                        origin + "1/Q/" + FRAME,
                        origin + "\\@evil.example/Q/" + FRAME,
                        "http://evil.example#" + origin + "/Q/" + FRAME,
                        "http://evil.example/?" + origin + "/Q/" + FRAME,
                        "ftp://" + authority + "/Q/" + FRAME,
                        "https://" + authority + "/Q/" + FRAME,
                        "HTTPS://" + authority.toUpperCase(Locale.ROOT) + "/Q/" + FRAME,
                        origin.replace("st", "\u017Ft") + "/Q/" + FRAME,
                        origin + "/Q/" + FRAME.toLowerCase(Locale.ROOT),
                        "//" + authority + "/Q/" + FRAME,
                        "javascript:alert(1)//" + origin + "/Q/" + FRAME,
                        "data:text/html," + origin + "/Q/" + FRAME,
                        "doorway://Q/" + FRAME,
                        "/Q/" + FRAME,
                        "Q/" + FRAME,
                        FRAME,
                        " " + origin + "/Q/" + FRAME,
                        origin + "/Q/" + FRAME + "\n",
                        origin + "/Q/" + FRAME + " ",
                        origin + "/Q/" + FRAME + "?next=http://evil.example",
                        origin + "/Q/" + FRAME + "#x",
                        origin + "/Q/" + FRAME + "/",
                        origin + "/Q/" + FRAME + "/../../admin",
                        origin + "/Q/../admin/accounts",
                        origin + "/Q/%2e%2e/admin",
                        origin + "/Q//" + FRAME,
                        origin + "/Q/",
                        origin + "//Q/" + FRAME,
                        origin + "/q/" + FRAME,
                        origin + "/Q;x=1/" + FRAME,
                        origin + "/app/enrol?" + FRAME,
                        origin + "/app/enrol/#" + FRAME,
                        origin + "/app/#" + FRAME,
                        origin + "/app/enrol#" + FRAME + "&x",
                        origin + "/admin/accounts",
                        origin,
                        "",
                        "WIFI:S:free;T:nopass;;",
                        "bankid:///?autostarttoken=" + FRAME)
                .map(text -> AttackCase.asserting(
                                "\"" + text.replace("\n", "\\n") + "\"",
                                () -> assertThat(read(text)).isNull())
                        .named());
    }

    @Test
    void codesOfThisIssuerAreAccepted() {
        String login = TestPlatform.issuer().resolve("/Q/" + FRAME).toString();
        assertThat(read(login)).isEqualTo("login " + FRAME);
        assertThat(read(login.toUpperCase(Locale.ROOT))).isEqualTo("login " + FRAME);
        assertThat(read(login.replace("http", "HTTP"))).isEqualTo("login " + FRAME);
        assertThat(read(TestPlatform.issuer().resolve("/app/enrol#" + FRAME).toString()))
                .isEqualTo("enrolment " + FRAME);
    }

    /** The kind and value that the app reads from a code, or null. */
    private static Object read(String text) {
        return page.evaluate("""
                async text => {
                  const { parse } = await import('/app/source/qr-code.js');
                  const code = parse(text);
                  return code ? `${code.kind} ${code.value}` : null;
                }""", text);
    }
}
