package io.doorway.e2e.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The system's Chromium, running while the tests of one class run. Each context is a browser of its own for Doorway. A test class
 * declares it with {@code @RegisterExtension static final Chromium CHROMIUM = new Chromium()}.
 */
public final class Chromium implements BeforeAllCallback, AfterAllCallback {

    /** The user agent of Chrome on an Android phone. */
    public static final String ANDROID_USER_AGENT =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    /** Chromium without its own windows, of the package chromium-headless-shell: opening a page takes a fifth of the CPU time. */
    private static final Path HEADLESS_SHELL = Path.of("/usr/lib/chromium/chromium-headless-shell");

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Long enough for a busy machine. */
    private static final double ASSERTION_TIMEOUT_MILLIS = 20_000;

    private final Path executable;
    private final Supplier<List<String>> furtherArguments;
    private Playwright playwright;
    private Browser browser;

    /** A browser that trusts what every browser trusts. */
    public Chromium() {
        this(List::of);
    }

    private Chromium(Supplier<List<String>> furtherArguments) {
        this(Files.isExecutable(HEADLESS_SHELL) ? HEADLESS_SHELL : EXECUTABLE, furtherArguments);
    }

    private Chromium(Path executable, Supplier<List<String>> furtherArguments) {
        this.executable = executable;
        this.furtherArguments = furtherArguments;
    }

    /** A browser with a camera. Chromium without its own windows has none. */
    public static Chromium withCamera() {
        return new Chromium(EXECUTABLE, PhoneCamera::arguments);
    }

    /**
     * A browser that trusts a certificate authority in addition.
     *
     * @param authority the file of its certificate (PEM), which has to exist when the browser starts
     */
    public static Chromium trusting(Supplier<Path> authority) {
        return new Chromium(() -> List.of("--ignore-certificate-errors-spki-list=" + publicKeyDigest(authority.get())));
    }

    private static String publicKeyDigest(Path certificate) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            byte[] publicKey = CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getPublicKey()
                    .getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(publicKey));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_TIMEOUT_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(arguments()));
    }

    private List<String> arguments(String... more) {
        return Stream.of(ARGUMENTS, furtherArguments.get(), List.of(more))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        browser.close();
        playwright.close();
    }

    /** A browser with the given settings, of a person who prefers less motion: animations are most of the work of a browser without a GPU. */
    public BrowserContext newContext(Browser.NewContextOptions options) {
        return browser.newContext(options.setReducedMotion(ReducedMotion.REDUCE));
    }

    /**
     * A desktop browser with a profile of its own in this directory, with all of Chromium: every other context is a private window, and both
     * these and Chromium without its windows lack Device Bound Session Credentials.
     */
    public BrowserContext withProfile(Path directory, String... arguments) {
        return playwright
                .chromium()
                .launchPersistentContext(
                        directory,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(EXECUTABLE)
                                .setArgs(arguments(arguments))
                                .setViewportSize(1280, 800));
    }

    /** A desktop browser. */
    public BrowserContext desktop() {
        return newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
    }

    /** A phone's browser with the user agent of a desktop, as the phone of a cross-device login. */
    public BrowserContext phone() {
        return newContext(phoneOptions());
    }

    /** The browser of an Android phone. */
    public BrowserContext androidPhone() {
        return newContext(phoneOptions().setUserAgent(ANDROID_USER_AGENT));
    }

    /**
     * Closes the browser. Its routes are removed first: a handler that runs while its page is being closed fails with an error that
     * would be thrown here.
     */
    static void close(BrowserContext context) {
        context.pages().forEach(Page::unrouteAll);
        context.unrouteAll();
        context.close();
    }

    private static Browser.NewContextOptions phoneOptions() {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
    }
}
