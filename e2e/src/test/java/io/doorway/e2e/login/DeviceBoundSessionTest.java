package io.doorway.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.ExampleProxy;
import io.doorway.e2e.support.ExampleProxy.Program;
import io.doorway.e2e.support.LoginInstances;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.SingleSignOnShops;
import io.doorway.e2e.support.TestCertificate;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Chromium binds a session to its device by itself (Device Bound Session Credentials), which requires TLS. Its key is not in hardware here. */
class DeviceBoundSessionTest {

    private static final String DEVICE_COOKIE = "__Host-doorway-device";
    private static final String KEYS_WITHOUT_HARDWARE =
            "--enable-features=DeviceBoundSessions,EnableBoundSessionCredentialsSoftwareKeysForManualTesting";

    @TempDir
    static Path directory;

    @RegisterExtension
    static final Chromium CHROMIUM = Chromium.trusting(() -> certificate().certificate());

    @RegisterExtension
    static final SingleSignOnShops SHOPS = new SingleSignOnShops();

    private static final URI ISSUER = URI.create("https://localhost:" + Ports.free());

    private static @Nullable TestCertificate certificate;
    private static LoginInstances instances;
    private static ExampleProxy proxy;

    private final CodeVerifier verifier = new CodeVerifier();

    @BeforeAll
    static void startWithTls() {
        instances = LoginInstances.start(Map.of("doorway.issuer", ISSUER.toString()), directory);
        proxy = Program.NGINX.start(directory, certificate(), ISSUER, instances::authority);
    }

    private static TestCertificate certificate() {
        if (certificate == null) {
            certificate = TestCertificate.in(directory);
        }
        return certificate;
    }

    @AfterAll
    static void stop() {
        proxy.close();
        instances.close();
    }

    @Test
    void theBrowserProvesItsDeviceWhenAnotherWebsiteIsOpened() {
        HeadlessPhone phone = HeadlessPhone.enrol(
                ISSUER.toString(),
                new PhoneApiClient("http://" + instances.authority(Parts.APPROVAL)),
                TestPlatform.person("Ada").enrolmentCode(),
                "phone");
        try (BrowserContext browser = CHROMIUM.withProfile(directory.resolve("profile"), KEYS_WITHOUT_HARDWARE)) {
            Page page = browser.pages().getFirst();
            open(page, SingleSignOnShops.OFFICE, Map.of());
            phone.approve(phone.scan(() -> QrScreenReader.awaitQr(page)));
            awaitAnswer(page, SingleSignOnShops.OFFICE);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> hasDeviceCookie(browser));

            browser.clearCookies(new BrowserContext.ClearCookiesOptions().setName(DEVICE_COOKIE));
            assertThat(hasDeviceCookie(browser)).isFalse();
            open(page, SingleSignOnShops.TRAVEL, Map.of("prompt", "none"));

            assertThat(awaitAnswer(page, SingleSignOnShops.TRAVEL).getQuery()).contains("code=");
            assertThat(hasDeviceCookie(browser)).as("proven again").isTrue();
        }
    }

    private static boolean hasDeviceCookie(BrowserContext browser) {
        return browser.cookies(ISSUER.toString()).stream().anyMatch(cookie -> cookie.name.equals(DEVICE_COOKIE));
    }

    private void open(Page page, Shop shop, Map<String, String> additional) {
        Map<String, String> request = shop.request(verifier);
        request.putAll(additional);
        String address = Shop.authorization(request).toString();
        page.navigate(
                address.replace(TestPlatform.issuer().toString(), ISSUER.toString()),
                new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    }

    private static URI awaitAnswer(Page page, Shop shop) {
        page.waitForURL(shop.redirectUri() + "**");
        return URI.create(page.url());
    }
}
