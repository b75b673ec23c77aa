package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.Doorway;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 31,
        name = "QR link hijack: a code that leads the app to another origin, path or scheme",
        control = "The app takes a code of its own origin, in its exact form, and opens nothing else",
        where = "approval-service `app/code.js`, `app/screens/scanner.js`")
class Attack31QrLinkHijackTest {

    private static final String FRAME = "AbCd_-0123456789";

    private static Chromium chromium;
    private static Page app;

    @BeforeAll
    static void openTheApp() {
        chromium = new Chromium();
        app = chromium.phone().newPage();
        app.navigate(Doorway.issuer().resolve("/app/").toString());
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @MethodSource
    void aCodeOfAnotherIsNotOpened(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aCodeOfAnotherIsNotOpened() {
        URI issuer = Doorway.issuer();
        String origin = issuer.getScheme() + "://" + issuer.getAuthority();
        String authority = issuer.getAuthority();
        return Stream.of(
                        "https://evil.example/q/" + FRAME,
                        "http://evil.example/q/" + FRAME,
                        origin + ".evil.example/q/" + FRAME,
                        origin + "@evil.example/q/" + FRAME,
                        origin + ":@evil.example/q/" + FRAME,
                        origin + "1/q/" + FRAME,
                        origin + "\\@evil.example/q/" + FRAME,
                        "http://evil.example#" + origin + "/q/" + FRAME,
                        "http://evil.example/?" + origin + "/q/" + FRAME,
                        "ftp://" + authority + "/q/" + FRAME,
                        "https://" + authority + "/q/" + FRAME,
                        "HTTP://" + authority + "/q/" + FRAME,
                        "//" + authority + "/q/" + FRAME,
                        "javascript:alert(1)//" + origin + "/q/" + FRAME,
                        "data:text/html," + origin + "/q/" + FRAME,
                        "doorway://q/" + FRAME,
                        "/q/" + FRAME,
                        "q/" + FRAME,
                        FRAME,
                        " " + origin + "/q/" + FRAME,
                        origin + "/q/" + FRAME + "\n",
                        origin + "/q/" + FRAME + " ",
                        origin + "/q/" + FRAME + "?next=http://evil.example",
                        origin + "/q/" + FRAME + "#x",
                        origin + "/q/" + FRAME + "/",
                        origin + "/q/" + FRAME + "/../../admin",
                        origin + "/q/../admin/accounts",
                        origin + "/q/%2e%2e/admin",
                        origin + "/q//" + FRAME,
                        origin + "/q/",
                        origin + "//q/" + FRAME,
                        origin + "/Q/" + FRAME,
                        origin + "/q;x=1/" + FRAME,
                        origin + "/app/enrol?" + FRAME,
                        origin + "/app/enrol/#" + FRAME,
                        origin + "/app/#" + FRAME,
                        origin + "/app/enrol#" + FRAME + "&x",
                        origin + "/admin/accounts",
                        origin,
                        "",
                        "WIFI:S:free;T:nopass;;",
                        "bankid:///?autostarttoken=" + FRAME)
                .map(text -> Attempt.holding(
                                "\"" + text.replace("\n", "\\n") + "\"",
                                () -> assertThat(read(text)).isNull())
                        .named());
    }

    @Test
    void codesOfThisDoorwayAreOpened() {
        assertThat(read(Doorway.issuer().resolve("/q/" + FRAME).toString())).isEqualTo("login " + FRAME);
        assertThat(read(Doorway.issuer().resolve("/app/enrol#" + FRAME).toString()))
                .isEqualTo("enrolment " + FRAME);
    }

    /** What the app makes of a code, or null. */
    private static Object read(String text) {
        return app.evaluate("""
                async text => {
                  const { read } = await import('/app/code.js');
                  const code = read(text);
                  return code ? `${code.kind} ${code.value}` : null;
                }""", text);
    }
}
