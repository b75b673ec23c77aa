package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        control =
                "The app sends nothing until the person taps; message and transcript say that it was a link; on the cross-device "
                        + "route it takes a confirmation code; a link replaces no pending login",
        where = "approval-service `app/screens/link.js`, `LinkSource`, `ScanChallenge`, `PendingLogins`, `AssessRisk`")
class Attack52LinkIsNoScanTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static HostilePage page;

    @BeforeAll
    static void enrolAPhone() {
        page = new HostilePage(CHROMIUM.phone());
    }

    @ParameterizedTest
    @MethodSource
    void aPageOfAnotherOriginOpensTheAddress(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPageOfAnotherOriginOpensTheAddress() {
        return Stream.of(
                page.opens("link", "<a id=go href='LINK'>go</a>"),
                page.opens("link without referrer", "<a id=go rel=noreferrer href='LINK'>go</a>"),
                page.opens("link in a drawing", "<svg><a id=go href='LINK'><text y=50>go</text></a></svg>"),
                page.opens("GET form", "<form action='LINK'><button id=go>go</button></form>"),
                page.opens("location.assign", "<button id=go onclick=\"location.assign('LINK')\">go</button>"),
                page.opens("location.replace", "<button id=go onclick=\"location.replace('LINK')\">go</button>"),
                page.opens(
                        "window.open of itself", "<button id=go onclick=\"window.open('LINK', '_self')\">go</button>"),
                page.opens("refresh", "<meta http-equiv=refresh content='0;url=LINK'>"),
                page.opens("script at load", "<script>location = 'LINK'</script>"),
                page.opens("script after load", "<script>onload = () => { location.href = 'LINK' }</script>"),
                page.opens("click by script", "<a id=a href='LINK'>go</a><script>a.click()</script>"),
                page.opens("form sent by script", "<form id=f action='LINK'></form><script>f.submit()</script>"),
                page.opens("after a prefetch", "<link rel=prefetch href='LINK'><a id=go href='LINK'>go</a>"),
                page.opens("after a prerender", """
                        <script type=speculationrules>{"prerender": [{"urls": ["LINK"]}]}</script>
                        <a id=go href='LINK'>go</a>"""));
    }

    @ParameterizedTest
    @MethodSource
    void aPageOfAnotherOriginOpensTheAddressInAnotherWindow(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPageOfAnotherOriginOpensTheAddressInAnotherWindow() {
        return Stream.of(
                page.opensWindow("new tab", "<a id=go target=_blank href='LINK'>go</a>"),
                page.opensWindow("tab with its opener", "<a id=go target=_blank rel=opener href='LINK'>go</a>"),
                page.opensWindow("window", "<button id=go onclick=\"window.open('LINK', '', 'width=99')\">go</button>"),
                page.opensWindow("window behind", "<button id=go onclick=\"window.open('LINK'); focus()\">go</button>"),
                page.opensWindow("window without opener", """
                        <button id=go onclick="window.open('LINK', '', 'noopener')">go</button>"""),
                page.opensWindow("empty window that is sent on", """
                        <button id=go onclick="window.open('about:blank').location = 'LINK'">go</button>"""),
                page.opensWindow("form in a new window", """
                        <form target=_blank action='LINK'><button id=go>go</button></form>"""));
    }

    @ParameterizedTest
    @MethodSource
    void aPageOfAnotherOriginLoadsTheAddressUnseen(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPageOfAnotherOriginLoadsTheAddressUnseen() {
        String done = "onload=\"document.title='done'\" onerror=\"document.title='done'\"";
        return Stream.of(
                page.loads("frame", "<iframe src='LINK' " + done + "></iframe>"),
                page.loads("hidden frame", "<iframe hidden src='LINK' " + done + "></iframe>"),
                page.loads("sandboxed frame", "<iframe sandbox=allow-scripts src='LINK' " + done + "></iframe>"),
                page.loads("image", "<img src='LINK' " + done + ">"),
                page.loads("script", "<script src='LINK' " + done + "></script>"),
                page.loads("style sheet", "<link rel=stylesheet href='LINK' " + done + ">"),
                page.loads("video", "<video src='LINK' " + done + "></video>"),
                page.loads("fetch", fetched("{mode: 'no-cors', credentials: 'include'}")),
                page.loads("fetch by POST", fetched("{method: 'POST', mode: 'no-cors', credentials: 'include'}")),
                page.loads("event source", """
                        <script>new EventSource('LINK').onerror = () => { document.title = 'done' }</script>"""),
                page.loads("form by POST in a frame", """
                        <iframe name=f></iframe><form id=p method=POST target=f action='LINK'></form>
                        <script>document.querySelector('iframe').onload = () => { document.title = 'done' };
                            p.submit()</script>"""));
    }

    private static String fetched(String how) {
        return "<script>fetch('LINK', %s).catch(() => {}).then(() => { document.title = 'done' })</script>"
                .formatted(how);
    }

    @ParameterizedTest
    @MethodSource
    void anyRequestForTheAddressClaimsNothing(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Only the address itself, or another site, is named as what it is; every other value is a link. */
    static Stream<Named<AttackCase>> anyRequestForTheAddressClaimsNothing() {
        return Stream.of(
                requested("GET", "cross-site", "website"),
                prerendered("none"),
                prerendered("same-origin"),
                requested("GET", "same-site", "website"),
                requested("GET", "Cross-Site", "link"),
                requested("GET", "none, cross-site", "link"),
                requested("GET", "camera", "link"),
                requested("GET", "", "link"),
                requested("HEAD", "cross-site", ""),
                requested("POST", "none", ""),
                requested("PUT", "same-origin", ""),
                requested("DELETE", "cross-site", ""));
    }

    private static Named<AttackCase> prerendered(String site) {
        return requested("GET", Map.of("Sec-Fetch-Site", site, "Sec-Purpose", "prefetch;prerender"), "website");
    }

    private static Named<AttackCase> requested(String method, String site, String openedBy) {
        return requested(method, Map.of("Sec-Fetch-Site", site), openedBy);
    }

    private static Named<AttackCase> requested(String method, Map<String, String> headers, String openedBy) {
        return AttackCase.asserting(method + " " + new TreeMap<>(headers), () -> {
                    Shop.Login login = Shop.PLAIN.begin();
                    String path = URI.create(login.qr()).getPath();
                    BrowserResponse answer = IssuerHttp.send(method, path, headers, "");
                    assertThat(answer.body().contains("name=\"doorway-opened-by\" content=\"" + openedBy + "\""))
                            .isEqualTo(!openedBy.isEmpty());
                    assertThat(login.state()).isEqualTo("created");
                })
                .named();
    }

    @ParameterizedTest
    @MethodSource
    void aScanThatDoesNotSayHowTheFrameWasObtained(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aScanThatDoesNotSayHowTheFrameWasObtained() {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        Shop.Login login = Shop.PLAIN.begin();
        List<Object> others = Arrays.asList(
                "", "Camera", "CAMERA", "camera ", " link", "scan", "camera,link", 1, true, List.of("camera"), null);
        return Stream.concat(
                        Stream.of(Map.<String, Object>of()), others.stream().map(other -> {
                            Map<String, Object> source = new HashMap<>();
                            source.put("frame_source", other);
                            return source;
                        }))
                .map(source -> AttackCase.of("members " + source, () -> {
                            Map<String, Object> members = new HashMap<>(source);
                            members.put("frame", login.frame());
                            return ProtocolCalls.scan(phone, members);
                        })
                        .refused(400, "malformed-message")
                        .leavingUnchanged(login::state, "created")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aLinkWhileAnotherLoginIsPending(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aLinkWhileAnotherLoginIsPending() {
        return Stream.of("camera", "link")
                .flatMap(pendingBy -> Stream.of(false, true)
                        .map(sameDevice -> AttackCase.asserting(
                                        "pending by %s, link on the same device: %s".formatted(pendingBy, sameDevice),
                                        () -> {
                                            HeadlessPhone phone = TestPlatform.person("Victim")
                                                    .headlessPhone();
                                            Shop.Login pending = Shop.PLAIN.begin();
                                            claim(phone, pending, pendingBy);
                                            Shop.Login linked = Shop.PLAIN.begin(
                                                    sameDevice
                                                            ? ClientHintsBody.NONE.onSameDevice()
                                                            : ClientHintsBody.NONE);

                                            assertThat(ProtocolCalls.scan(
                                                                    phone, PhoneMessages.scan(linked.frame(), "link"))
                                                            .summary())
                                                    .isEqualTo("409 login-pending");

                                            assertThat(pending.state()).isEqualTo("scanned");
                                            assertThat(linked.state()).isEqualTo("created");
                                        })
                                .named()));
    }

    private static ScannedLogin claim(HeadlessPhone phone, Shop.Login login, String source) {
        return source.equals("link") ? phone.open(login.qr()) : phone.scan(login.qr());
    }

    @ParameterizedTest
    @MethodSource
    void aTranscriptWithAnotherSource(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTranscriptWithAnotherSource() {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        Shop.Login login = Shop.PLAIN.begin();
        ScannedLogin linked = phone.open(login.qr());
        return Stream.of("\"camera\"", "\"LINK\"", "\"\"", "null", "[\"link\"]", "\"link\",\"frame_source\":\"link\"")
                .flatMap(other -> {
                    String changed =
                            linked.transcript().replace("\"frame_source\":\"link\"", "\"frame_source\":" + other);
                    return Stream.of(
                            AttackCase.of(
                                    "approve " + other, () -> ProtocolCalls.approve(phone, login.challenge(), changed)),
                            AttackCase.of(
                                    "reject " + other, () -> ProtocolCalls.reject(phone, login.challenge(), changed)));
                })
                .map(call -> call.refused(400, "wrong-transcript")
                        .leavingUnchanged(login::state, "scanned")
                        .named());
    }

    @Test
    void theBrowserOfALinkedLoginNeedsTheCodeAlsoIfTheWebsiteNeverRequiresOne() {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        Shop.Login login = Shop.PLAIN.begin();
        ScannedLogin linked = phone.open(login.qr());
        assertThat(linked.details().get("risk")).asString().contains("opened_by_link");

        PhoneResponse approved = phone.approve(linked);

        assertThat(approved.code()).hasSize(6);
        assertThat(ProtocolCalls.browserCall(login.browser(), "POST", ProtocolCalls.completePath(login.challenge()))
                        .summary())
                .isEqualTo("409 code-required");
        assertThat(login.state()).isEqualTo("approved");
    }

    @Test
    void aLinkOnTheSameDeviceAndAScanNeedNothingElse() {
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        ScannedLogin own =
                phone.open(Shop.PLAIN.begin(ClientHintsBody.NONE.onSameDevice()).qr());
        assertThat(own.details().get("risk")).asString().doesNotContain("opened_by_link");
        assertThat(phone.approve(own).returnTo()).isNotNull();

        Shop.Login scanned = Shop.PLAIN.begin();
        phone.approve(phone.scan(scanned::qr));
        assertThat(scanned.code()).isNotEmpty();
    }

    @Test
    void theCameraApplicationNeedsOneTap() {
        page.assertATapSends(Shop.PLAIN.begin().qr());
    }
}
